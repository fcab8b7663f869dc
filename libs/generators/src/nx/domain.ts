import { formatFiles, type GeneratorCallback, offsetFromRoot, type Tree } from '@nx/devkit';
import { nameOf } from '../names';
import { put } from './files';
import { init } from './init';
import { addAlias, importPathOf } from './path-aliases';
import { addProject, placeOf, TARGETS } from './projects';

/** See `schemas/domain.json`. */
export interface DomainOptions {
  readonly name: string;
  readonly directory?: string;
  readonly importPath?: string;
}

/** Makes a library with the events of an entity, a decision model, rules, and their tests. @returns installs packages */
export const domain = async (tree: Tree, options: DomainOptions): Promise<GeneratorCallback> => {
  const entity = nameOf('domain', options.name);
  const root = placeOf(tree, 'libs', entity.kebab, options.directory);
  const install = init(tree);
  addProject(tree, entity.kebab, {
    root,
    sourceRoot: `${root}/src`,
    projectType: 'library',
    tags: ['type:domain', `scope:${entity.kebab}`],
    targets: TARGETS,
  });
  addAlias(tree, options.importPath ?? importPathOf(tree, entity.kebab), `${root}/src/index.ts`);
  const making = { names: { entity }, others: { 'workspace-root/': offsetFromRoot(root) } };
  put(tree, root, 'nx/domain', making);
  put(tree, `${root}/src`, 'src/domain', making);
  await formatFiles(tree);
  return install;
};
