import { isBuiltin } from 'node:module';
import type { Lock, Manifest } from './manifest';

/** `@scope/name/deep/file` → `@scope/name`. */
export const packageOf = (importedId: string): string =>
  importedId
    .split('/')
    .slice(0, importedId.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * The packages behind a bundle's imports, each at the exact version of the workspace's lock.
 *
 * @throws when one is no production dependency of the workspace: the bundle would start here and fail elsewhere.
 */
export const productionPackages = (
  imports: readonly string[],
  manifest: Manifest,
  lock: Lock,
): Readonly<Record<string, string>> => {
  const names = [...new Set(imports.filter((id) => !isBuiltin(id)).map(packageOf))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const version = lock.packages[`node_modules/${name}`]?.version;
      if (manifest.dependencies[name] === undefined || version === undefined) {
        throw new Error(
          `The bundle imports "${name}", which is not among the dependencies of package.json. ` +
            `Run: npm install --save-exact ${name}`,
        );
      }
      return [name, version];
    }),
  );
};
