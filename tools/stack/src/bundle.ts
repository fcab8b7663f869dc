import { createRequire } from 'node:module';
import { isEngineError, runStep } from '@event-sourcing/engine';
import type { Progress } from '@event-sourcing/engine';
import { SERVICES } from './services';
import { StackError } from './stack-error';
import { WORKSPACE } from './workspace';

/**
 * Builds the services; what has not changed since the last time comes from Nx's cache.
 * @throws StackError `bundle-failed`
 */
export const bundleServices = async (progress: Progress): Promise<void> => {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const args = [nx, 'run-many', '-t', 'bundle', '-p', SERVICES.join(','), '--output-style=stream'];
  const step = {
    title: 'Building the services (from the cache, if nothing changed)',
    command: process.execPath,
    args,
    cwd: WORKSPACE,
    // Nx's daemon would stay behind when everything else has been stopped.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  };
  await runStep(step, progress).catch((cause: unknown) => {
    throw isEngineError(cause) ? new StackError('bundle-failed', cause.message, { cause }) : cause;
  });
};
