import { workspaceRoot } from '@event-sourcing/tools-kit';
import { join } from 'node:path';
import { build, type BuildOptions } from 'rolldown';
import { readLock, readManifest } from './manifest';
import { inputOptions, outputOptions, preloadOptions } from './rolldown-options';
import type { ServiceFolders } from './service';
import { writeServicePackage } from './service-lock';

/**
 * Bundles a service with the workspace's libraries into `main.js`, with a source map, and what is to be loaded before it
 * into files beside it; and writes the `package.json` and lock of exactly the npm packages that it needs in production.
 */
export const bundleService = async (service: ServiceFolders): Promise<void> => {
  const imports = await bundle({ ...inputOptions(service), output: outputOptions(service) });
  if (service.preload !== undefined)
    imports.push(...(await bundle(preloadOptions(service, service.preload))));
  const manifest = await readManifest(join(workspaceRoot, 'package.json'));
  const lock = await readLock(join(workspaceRoot, 'package-lock.json'));
  await writeServicePackage(service, imports, manifest, lock);
};

/** @returns what the files import that is not in one of them */
const bundle = async (options: BuildOptions): Promise<string[]> => {
  const { output } = await build(options);
  const files = new Set(output.map(({ fileName }) => fileName));
  return output
    .flatMap((file) => (file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : []))
    .filter((id) => !files.has(id));
};
