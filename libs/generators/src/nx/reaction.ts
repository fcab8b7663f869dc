import { formatFiles, type Tree } from '@nx/devkit';
import { type Entity, entityOf } from './entity';
import { exportFrom, put } from './files';
import { type Name, nameOf } from '../names';
import { projectNamed } from './projects';
import type { ReaderOptions } from './projection';

/** Adds a reaction with its test to a service. */
export const reaction = async (tree: Tree, options: ReaderOptions): Promise<void> => {
  const { root, sourceRoot = `${root}/src` } = projectNamed(tree, options.project, 'service');
  const name = nameOf('reaction', options.name);
  addReaction(tree, sourceRoot, name, entityOf(tree, options.domain, options.entity));
  await formatFiles(tree);
};

/** @param sourceRoot of the service */
export const addReaction = (tree: Tree, sourceRoot: string, name: Name, entity: Entity): void => {
  const making = {
    names: { reaction: name, entity: entity.name },
    others: { '../domain/index.js': entity.importPath },
  };
  put(tree, `${sourceRoot}/reactions`, 'src/reactions', making, (path) => path !== 'index.ts');
  exportFrom(
    tree,
    `${sourceRoot}/reactions/index.ts`,
    `export { ${name.pascal}Reaction, ${name.pascal}Receiver } from './${name.kebab}.reaction.js';`,
  );
};
