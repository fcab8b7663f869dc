import { workspaceRoot } from '@event-sourcing/tools-kit';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { readLock, readManifest } from './manifest';
import { inputOptions, outputOptions } from './rolldown-options';
import type { ServiceFolders } from './service';
import { writeServicePackage } from './service-lock';

/**
 * Bundles a service with the workspace's libraries into `main.js`, with a source map, and writes the
 * `package.json` and lock of exactly the npm packages that it needs in production.
 */
export const bundleService = async (service: ServiceFolders): Promise<void> => {
  const bundle = await rolldown(inputOptions(service));
  const { output } = await bundle.write(outputOptions(service)).finally(() => bundle.close());
  const imports = output.flatMap((file) =>
    file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : [],
  );
  const manifest = await readManifest(join(workspaceRoot, 'package.json'));
  const lock = await readLock(join(workspaceRoot, 'package-lock.json'));
  await writeServicePackage(service, imports, manifest, lock);
};
