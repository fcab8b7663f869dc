import { workspaceRoot } from '@event-sourcing/tools-kit';
import ignoreFile from '@balena/dockerignore';
import { execa } from 'execa';
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { type Dockerfile, expand, type Step } from './dockerfile';

/** What an image would hold: a folder, and how to start and check what is in it. */
export interface Image {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

/** What a build takes from outside. */
export interface BuildOptions {
  readonly buildArgs: Readonly<Record<string, string>>;
  /** An empty folder; each stage gets one inside it for its `/`. */
  readonly root: string;
  readonly say: (text: string) => void;
}

const reachesRegistry =
  /^(home|npm_config_(registry|cache|userconfig)|(https?|no)_proxy|node_extra_ca_certs)$/i;

/** The machine's own Node, and its way to the package registry; nothing else of its environment. */
const machine = (): Readonly<NodeJS.ProcessEnv> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => reachesRegistry.test(name))),
  PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
});

const fromContext = async (): Promise<(path: string) => boolean> => {
  const ignored = ignoreFile().add(await readFile(join(workspaceRoot, '.dockerignore'), 'utf8'));
  return (path) => path === workspaceRoot || !ignored.ignores(relative(workspaceRoot, path));
};

/** A stage while its instructions are carried out. */
class StageBuild {
  readonly env = new Map<string, string>();
  command: readonly string[] = [];
  healthcheck: readonly string[] = [];
  readonly #variables = new Map<string, string>();
  #workdir = '/';

  constructor(
    private readonly root: string,
    private readonly buildArgs: BuildOptions['buildArgs'],
    private readonly earlier: ReadonlyMap<string, StageBuild>,
  ) {}

  /** Where a path of the stage is on this machine. */
  path(path: string): string {
    return path.startsWith('/') ? join(this.root, path) : join(this.root, this.#workdir, path);
  }

  async carryOut({ keyword, text, words, variables, from }: Step): Promise<void> {
    if (keyword === 'ARG' || keyword === 'ENV') this.#declare(keyword, variables);
    else if (keyword === 'COPY') await this.#copy(from, words);
    else if (keyword === 'CMD') this.command = words;
    else if (keyword === 'HEALTHCHECK') this.healthcheck = words;
    else if (keyword === 'WORKDIR') {
      this.#workdir = expand(text, this.#variables);
      await mkdir(this.path('.'), { recursive: true });
    } else if (keyword === 'RUN') {
      const env = { ...machine(), ...Object.fromEntries(this.#variables) };
      const output = { stdin: 'ignore', stdout: 'inherit', stderr: 'inherit' } as const;
      await execa('sh', ['-c', text], { ...output, cwd: this.path('.'), env, extendEnv: false });
    }
    // EXPOSE and USER belong to a running container: there is none here.
  }

  #declare(keyword: 'ARG' | 'ENV', variables: Step['variables']): void {
    for (const [name, text] of variables) {
      const value = (keyword === 'ARG' ? this.buildArgs[name] : undefined) ?? text;
      if (value === null) continue;
      const expanded = expand(value, this.#variables);
      this.#variables.set(name, expanded);
      if (keyword === 'ENV') this.env.set(name, expanded);
    }
  }

  async #copy(from: string | undefined, words: readonly string[]): Promise<void> {
    const stage = from === undefined ? undefined : this.earlier.get(from);
    if (from !== undefined && stage === undefined) throw new Error(`No stage is called ${from}`);
    const filter = stage === undefined ? await fromContext() : (): boolean => true;
    const [target = '', ...sources] = words.map((path) => expand(path, this.#variables)).toReversed();
    const intoFolder = target.endsWith('/') || target === '.';
    for (const source of sources) {
      const path = stage === undefined ? join(workspaceRoot, source) : stage.path(source);
      const keepsName = intoFolder && !(await stat(path)).isDirectory();
      const destination = keepsName ? join(this.path(target), basename(path)) : this.path(target);
      await cp(path, destination, { recursive: true, verbatimSymlinks: true, filter });
    }
  }
}

/**
 * Carries out a Dockerfile's build on this machine, in an empty folder and without a container engine: COPY
 * obeys .dockerignore, RUN sees the declared variables and the stage's own files only by relative paths. Base
 * images, users and cache mounts are not rehearsed; Node and npm are the machine's.
 */
export const rehearseBuild = async (
  { stages }: Dockerfile,
  { buildArgs, root, say }: BuildOptions,
): Promise<Image> => {
  const builds = new Map<string, StageBuild>();
  for (const { name, steps } of stages) {
    const build = new StageBuild(join(root, name), buildArgs, builds);
    builds.set(name, build);
    for (const step of steps) {
      say(`${name}: ${step.keyword} ${step.text}`);
      await build.carryOut(step);
    }
  }
  const last = [...builds.values()].at(-1);
  if (last === undefined) throw new Error('The Dockerfile has no stage');
  const { command, healthcheck, env } = last;
  return { folder: last.path('.'), env: Object.fromEntries(env), command, healthcheck };
};
