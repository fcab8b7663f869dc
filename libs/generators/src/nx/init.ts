import { addDependenciesToPackageJson, type GeneratorCallback, readJson, type Tree } from '@nx/devkit';
import { packagesNeeded } from './files';
import { ensureBaseConfig } from './path-aliases';

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
}

/** Gives a workspace what the event store needs; what it has stays as it is. @returns installs it */
export const init = (tree: Tree): GeneratorCallback => {
  ensureBaseConfig(tree);
  const { dependencies = {}, devDependencies = {} } = readJson<Manifest>(tree, 'package.json');
  const there = { ...devDependencies, ...dependencies };
  const needed = packagesNeeded();
  return addDependenciesToPackageJson(
    tree,
    fitting(needed.dependencies, there),
    fitting(needed.devDependencies, there),
    undefined,
    true,
  );
};

/** Nest's packages are of one version, and whoever holds the client by mongoose has one driver. */
const fitting = (needed: Versions, there: Versions): Record<string, string> => {
  const nest = there['@nestjs/core'] ?? there['@nestjs/common'];
  const mongodb = /^\D*8\./.test(there.mongoose ?? '') ? '^6.20.0' : undefined;
  return Object.fromEntries(
    Object.entries(needed)
      // It is what runs.
      .filter(([name]) => name !== '@event-sourcing/event-store')
      .map(([name, version]) => {
        if (name.startsWith('@nestjs/')) return [name, nest ?? version];
        return [name, name === 'mongodb' ? (mongodb ?? version) : version];
      }),
  );
};
