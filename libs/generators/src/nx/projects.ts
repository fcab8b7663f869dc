import { posix } from 'node:path';
import {
  addProjectConfiguration,
  getProjects,
  getWorkspaceLayout,
  type ProjectConfiguration,
  type TargetConfiguration,
  type Tree,
} from '@nx/devkit';

/** Where a workspace keeps its projects; a new one has neither. */
const layoutOf = (tree: Tree): Record<'libs' | 'apps', string> => {
  const { libsDir, appsDir } = getWorkspaceLayout(tree);
  return { libs: libsDir === '.' ? 'libs' : libsDir, apps: appsDir === '.' ? 'apps' : appsDir };
};

/** A folder's path as Nx writes it. @param directory as somebody typed it; none: the workspace's folder of that kind */
export const placeOf = (tree: Tree, kind: 'libs' | 'apps', name: string, directory?: string): string => {
  const place = directory ?? `${layoutOf(tree)[kind]}/${name}`;
  const root = posix.normalize(place).replace(/\/$/, '');
  if (/^(\.\.|\/|[A-Za-z]:|\.$)/.test(root)) {
    throw new Error(`"${place}" is no folder inside of the workspace. Give a path relative to its root.`);
  }
  return root;
};

/** Adds a project of which there must be none. */
export const addProject = (
  tree: Tree,
  name: string,
  project: ProjectConfiguration & { readonly targets: Record<string, TargetConfiguration> },
): void => {
  const there = getProjects(tree).get(name);
  if (there) {
    throw new Error(
      `There is a project ${name} in ${there.root} already. Choose another name, or remove that one (nx g remove).`,
    );
  }
  addProjectConfiguration(tree, name, project);
};

/** @param made the generator that makes such a project */
export const projectNamed = (tree: Tree, name: string, made: string): ProjectConfiguration => {
  const project = getProjects(tree).get(name);
  if (project) return project;
  throw new Error(
    `There is no project ${name} in this workspace. Make it: nx g @event-sourcing/event-store:${made} ${name}.`,
  );
};

/** A target that runs a command in the project's folder. */
export const running = (command: string, more: TargetConfiguration = {}): TargetConfiguration => ({
  executor: 'nx:run-commands',
  options: { command, cwd: '{projectRoot}' },
  ...more,
});

/** Those that every project has. */
export const TARGETS = {
  test: running('vitest run', { inputs: ['default', '^default', { env: 'MONGODB_URI' }], cache: true }),
  typecheck: running('tsc -p tsconfig.json', { cache: true }),
};
