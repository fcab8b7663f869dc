import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** CPU time spent until now, in seconds. */
export interface Cpu {
  readonly client: number;
  /** Of the engine; absent where it is not our process, or there is no /proc. */
  readonly engine?: number;
}

const ticksPerSecond = promisify(execFile)('getconf', ['CLK_TCK']).then(
  ({ stdout }) => Number(stdout),
  () => 100,
);

/** CPU seconds of a process, from /proc: fields 14 and 15, counted after the name in brackets. */
const cpuOfProcess = async (pid: number): Promise<number | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / (await ticksPerSecond);
  } catch {
    return undefined;
  }
};

/** CPU time of this process and of the engine's. */
export const cpuNow = async (enginePid: number | undefined): Promise<Cpu> => {
  const engine = enginePid === undefined ? undefined : await cpuOfProcess(enginePid);
  const { user, system } = process.cpuUsage();
  return { client: (user + system) / 1e6, ...(engine !== undefined && { engine }) };
};
