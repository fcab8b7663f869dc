import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const readOrUndefined = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** The name of a process may hold spaces and brackets, so the fields begin after its last bracket. */
const linuxStart = (pid: number, bootId: string): string | undefined => {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const ticksSinceBoot = fields[19];
  const ended = state === 'Z' || state === 'X';
  return ended || ticksSinceBoot === undefined ? undefined : `${bootId.trim()}/${ticksSinceBoot}`;
};

/** By `ps`, where there is no /proc; to the second. */
export const portableStart = (pid: number): string | undefined => {
  try {
    const args = ['-o', 'state=,lstart=', '-p', String(pid)];
    const line = execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
};

/**
 * When a live process started, in a form that only serves to be compared: with the process id it names one
 * process for good, whatever ids are given out again and however often the machine starts anew.
 * @returns `undefined` when there is no such process, or only the remains of one (a zombie)
 */
export const processStart = (pid: number): string | undefined => {
  const bootId = readOrUndefined('/proc/sys/kernel/random/boot_id');
  return bootId === undefined ? portableStart(pid) : linuxStart(pid, bootId);
};
