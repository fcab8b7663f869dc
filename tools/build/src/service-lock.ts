import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { absentOptionalPeers, readLock } from './manifest';
import type { Lock, Manifest } from './manifest';
import { productionPackages } from './production-packages';
import type { ServiceFolders } from './service';

/** npm cuts the workspace's lock down to what the service needs; nothing is looked up, so versions stay. */
const pruneLock = (cwd: string): Promise<unknown> =>
  execa(
    'npm',
    ['install', '--package-lock-only', '--offline', '--ignore-scripts', '--omit-lockfile-registry-resolved'],
    { cwd },
  );

/**
 * Writes the service's own `package.json` and `package-lock.json` beside its bundle.
 *
 * Besides what the bundle imports they name the optional peers of these packages that the workspace has
 * chosen to have (Nest loads such packages by name at run time, which no bundler sees).
 */
export const writeServicePackage = async (
  service: ServiceFolders,
  imports: readonly string[],
  manifest: Manifest,
  lock: Lock,
): Promise<void> => {
  const dependencies = productionPackages(imports, manifest, lock);
  const own = {
    name: `@event-sourcing/${service.name}`,
    version: manifest.version,
    license: manifest.license,
    private: true,
    type: 'module',
    engines: manifest.engines,
    scripts: {
      start:
        'node --enable-source-maps --max-semi-space-size=8 --max-old-space-size=256 --import ./tracing.js main.js',
    },
    dependencies,
  };
  const lockFile = join(service.outDir, 'package-lock.json');
  await writeFile(join(service.outDir, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
  await writeFile(lockFile, JSON.stringify({ ...lock, packages: { ...lock.packages, '': own } }, null, 2));
  await pruneLock(service.outDir);

  const chosen = absentOptionalPeers(await readLock(lockFile)).filter(
    (name) => name in manifest.dependencies,
  );
  if (chosen.length > 0) await writeServicePackage(service, [...imports, ...chosen], manifest, lock);
};
