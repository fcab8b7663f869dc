import { workspaceRoot } from '@event-sourcing/tools-kit';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runStep } from '@event-sourcing/engine';
import type { Progress } from '@event-sourcing/engine';
import { SERVICES } from './services';

/** Where the bundles lie that Nx makes: `<folder>/<service>/main.js`. */
const DIST = join(workspaceRoot, 'dist');
const FILES = ['main.js', 'main.js.map', 'package.json'];

/**
 * A stack runs copies: a build beside it may replace a bundle that is about to be started again, and leaves
 * packages of another version beside it. The copies lie as deep as the bundles, for their source maps.
 */
const copyBundles = async (portBase: number): Promise<string> => {
  const target = join(DIST, `stack-${portBase}`);
  await rm(target, { recursive: true, force: true });
  for (const service of SERVICES) {
    await mkdir(join(target, service), { recursive: true });
    const copies = FILES.map((file) =>
      copyFile(join(DIST, 'apps', service, file), join(target, service, file)),
    );
    await Promise.all(copies);
  }
  return target;
};

/**
 * Builds the services; what has not changed since the last time comes from Nx's cache.
 * @param portBase tells apart the stacks that run side by side
 * @returns the folder of the bundles, `<folder>/<service>/main.js`
 * @throws ToolError `step-failed`
 */
export const bundleServices = async (progress: Progress, portBase: number): Promise<string> => {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const args = [nx, 'run-many', '-t', 'bundle', '-p', SERVICES.join(','), '--output-style=stream'];
  const step = {
    title: 'Building the services (from the cache, if nothing changed)',
    command: process.execPath,
    args,
    cwd: workspaceRoot,
    // Nx's daemon would stay behind when everything else has been stopped.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  };
  await runStep(step, progress);
  return copyBundles(portBase);
};
