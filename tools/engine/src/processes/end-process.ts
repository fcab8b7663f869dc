import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, processStart } from '@event-sourcing/tools-kit';
import type { RegisteredProcess } from './process-register';

type Identity = Pick<RegisteredProcess, 'pid' | 'startedAt'>;

const POLL_MS = 50;
const KILLED_WITHIN_MS = 5_000;

/** Whether this very process has ended (another one with its id does not count). */
export const isEnded = ({ pid, startedAt }: Identity): boolean => processStart(pid) !== startedAt;

/** Waits until a process has ended, which need not be a child; `false` when it lives on after `withinMs`. */
export const waitUntilEnded = async (process: Identity, withinMs: number): Promise<boolean> => {
  const deadline = Date.now() + withinMs;
  while (!isEnded(process)) {
    if (Date.now() >= deadline) return false;
    await pause(POLL_MS);
  }
  return true;
};

const signal = (target: Identity, name: NodeJS.Signals): void => {
  if (isEnded(target)) return;
  try {
    process.kill(target.pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
};

/** Ends a process: SIGTERM, and SIGKILL for what still lives after `graceMs` (0: at once). */
export const endProcess = async (target: Identity, graceMs: number): Promise<void> => {
  if (graceMs > 0) signal(target, 'SIGTERM');
  if (graceMs > 0 && (await waitUntilEnded(target, graceMs))) return;
  signal(target, 'SIGKILL');
  await waitUntilEnded(target, KILLED_WITHIN_MS);
};
