import { formatFiles, type Tree } from '@nx/devkit';
import { type Entity, entityOf } from './entity';
import { exportFrom, put } from './files';
import { type Name, nameOf } from '../names';
import { projectNamed } from './projects';

/** See `schemas/projection.json` and `schemas/reaction.json`. */
export interface ReaderOptions {
  readonly name: string;
  /** The service that runs it. */
  readonly project: string;
  /** The domain whose events it reads. */
  readonly domain: string;
  readonly entity?: string;
}

/** Adds a projection with its test to a service. */
export const projection = async (tree: Tree, options: ReaderOptions): Promise<void> => {
  const { root, sourceRoot = `${root}/src` } = projectNamed(tree, options.project, 'service');
  const name = nameOf('projection', options.name);
  addProjection(tree, sourceRoot, name, entityOf(tree, options.domain, options.entity));
  await formatFiles(tree);
};

/** @param sourceRoot of the service */
export const addProjection = (tree: Tree, sourceRoot: string, name: Name, entity: Entity): void => {
  const making = {
    names: { projection: name, entity: entity.name },
    others: { '../domain/index.js': entity.importPath },
  };
  put(tree, `${sourceRoot}/projections`, 'src/projections', making, (path) => path !== 'index.ts');
  exportFrom(
    tree,
    `${sourceRoot}/projections/index.ts`,
    `export { ${name.camel}Projection } from './${name.kebab}.projection.js';`,
  );
};
