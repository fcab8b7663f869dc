import type { Tree } from '@nx/devkit';
import { type Name, nameOf } from '../names';
import { aliasOf } from './path-aliases';
import { projectNamed } from './projects';

/** An entity of a domain, as other projects import it. */
export interface Entity {
  readonly name: Name;
  readonly importPath: string;
}

/**
 * Finds an entity in a domain that `domain` made.
 * @param entity its name, where it is not the domain's
 */
export const entityOf = (tree: Tree, domain: string, entity = domain): Entity => {
  const { root, sourceRoot = `${root}/src` } = projectNamed(tree, domain, 'domain');
  const name = nameOf('entity', entity);
  const index = `${sourceRoot}/index.ts`;
  const importPath = aliasOf(tree, index);
  if (importPath === undefined) {
    throw new Error(
      `The project ${domain} has no path alias. Add one that leads to ${index} to tsconfig.base.json.`,
    );
  }
  const exported = tree.read(index, 'utf8') ?? '';
  if (!exported.includes(`${name.camel}EventTypes`)) {
    throw new Error(
      `${index} exports no ${name.camel}EventTypes, the types of events that ${name.kebab} has. Export them, or name the ` +
        'entity by --entity.',
    );
  }
  return { name, importPath };
};
