import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { endProcess } from '@event-sourcing/engine';
import type { ProcessRegister } from '@event-sourcing/engine';
import { describeExit, endWithThisProcess } from '@event-sourcing/tools-kit';
import type { RunningProcess } from './running-process';
import type { ServiceLog } from './service-log';
import type { ServiceCopy } from './services';

/**
 * As in the image. With a large nursery, or a heap that may grow to gigabytes, V8 collects late: a service under load
 * holds half as much again, and is no faster. Live are some 90 MB.
 */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=8', '--max-old-space-size=256'];
const MEMORY = { MALLOC_ARENA_MAX: '2' };
const GRACE_MS = 10_000;
const ASK_EVERY_MS = 150;
const ANSWER_WITHIN_MS = 3_000;

const answersReady = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(`${address}/health/ready`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};

const untilReady = async (address: string, hasEnded: () => boolean): Promise<void> => {
  while (!(await answersReady(address))) {
    if (hasEnded()) break;
    await pause(ASK_EVERY_MS);
  }
  // The answer of somebody else on the port says nothing about a process that has ended.
  if (hasEnded()) await new Promise(() => undefined);
};

/** What a copy of a service is started with. */
export interface ServiceStart {
  readonly copy: ServiceCopy;
  /** Folder of the bundles. */
  readonly distDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly register: ProcessRegister;
  readonly log: ServiceLog;
}

/**
 * Starts a copy of a service: a group of its own, so that Ctrl-C reaches only the launcher, which ends the
 * services before the engine.
 */
export const startService = ({ copy, distDir, env, register, log }: ServiceStart): RunningProcess => {
  const folder = join(distDir, copy.service);
  const args = [
    ...NODE_FLAGS,
    '--import',
    pathToFileURL(join(folder, 'tracing.js')).href,
    join(folder, 'main.js'),
  ];
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...MEMORY, ...env },
  });
  const entry = child.pid === undefined ? undefined : register.enter(copy.name, child.pid);
  log.take(child.stdout);
  log.take(child.stderr);
  const letGo = endWithThisProcess(child);
  let isOver = false;
  const ended = once(child, 'exit')
    .then(() => describeExit({ code: child.exitCode, signal: child.signalCode }))
    .catch((error: unknown) => String(error))
    .finally(() => {
      isOver = true;
      letGo();
      if (entry !== undefined) register.leave(entry);
    });
  const stop = async (): Promise<void> => {
    if (entry !== undefined) await endProcess(entry, GRACE_MS);
    await ended;
  };
  return { ready: untilReady(copy.address, () => isOver), ended, stop };
};
