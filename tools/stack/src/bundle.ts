import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Progress, runStep, workspaceRoot } from '@event-sourcing/tools-kit';
import type { ServiceCopy } from './services';

/** Where the bundles lie that Nx makes: `<folder>/<service>/main.js`. */
const DIST = join(workspaceRoot, 'dist');
/** The last one is the console's alone. */
const FILES = /^(main|tracing.*)\.js(\.map)?$|^package\.json$|^page$/;

/**
 * A stack runs copies: a build beside it may replace a bundle that is about to be started again, and leaves
 * packages of another version beside it. The copies lie as deep as the bundles, for their source maps.
 */
const copyBundles = async (portBase: number, services: readonly string[]): Promise<string> => {
  const target = join(DIST, `stack-${portBase}`);
  await rm(target, { recursive: true, force: true });
  for (const service of services) {
    await mkdir(join(target, service), { recursive: true });
    const source = join(DIST, 'apps', service);
    const files = (await readdir(source)).filter((file) => FILES.test(file));
    await Promise.all(
      files.map((file) => cp(join(source, file), join(target, service, file), { recursive: true })),
    );
  }
  return target;
};

/**
 * Builds the services; what has not changed since the last time comes from Nx's cache.
 * @param portBase tells apart the stacks that run side by side
 * @returns the folder of the bundles, `<folder>/<service>/main.js`
 * @throws ToolError `step-failed`
 */
export const bundleServices = async (
  progress: Progress,
  portBase: number,
  copies: readonly ServiceCopy[],
): Promise<string> => {
  const services = [...new Set(copies.map(({ service }) => service))];
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const args = [nx, 'run-many', '-t', 'bundle', '-p', services.join(','), '--output-style=stream'];
  const step = {
    title: 'Building the services (from the cache, if nothing changed)',
    command: process.execPath,
    args,
    cwd: workspaceRoot,
    // Nx's daemon would stay behind when everything else has been stopped.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  };
  await runStep(step, progress);
  return copyBundles(portBase, services);
};
