import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { meanwhile } from '../load/meanwhile';

const LOOK_EVERY_MS = 100;

/** The most memory that a process holds while something is done: resident, in MB. */
export const peakMbDuring = async (pid: number, work: () => Promise<unknown>): Promise<number> => {
  let peak = 0;
  const look = async (): Promise<void> => {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    peak = Math.max(peak, Number(stdout) / 1024);
  };
  await meanwhile(LOOK_EVERY_MS, look, work);
  await look();
  return peak;
};
