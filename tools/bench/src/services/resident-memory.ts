import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const LOOK_EVERY_MS = 100;

/** Resident memory of a process, in MB. */
const residentMb = async (pid: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
};

/** The most memory that a process holds while something is done. */
export const peakMbDuring = async (pid: number, work: () => Promise<unknown>): Promise<number> => {
  const done = new AbortController();
  let peak = await residentMb(pid);
  const looking = (async () => {
    while (!done.signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal: done.signal }).catch(() => undefined);
      peak = Math.max(peak, await residentMb(pid));
    }
  })();
  try {
    await work();
  } finally {
    done.abort();
    await looking;
  }
  return peak;
};
