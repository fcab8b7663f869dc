import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that does nothing but live. */
export interface Bystander {
  readonly pid: number;
  readonly child: ChildProcess;
  kill(): Promise<void>;
}

/** Starts one; with `deaf` it does not listen to SIGTERM. Resolves when it runs its code. */
export const bystander = async (deaf = false): Promise<Bystander> => {
  const code = `${deaf ? "process.on('SIGTERM', () => undefined);" : ''} setInterval(() => 0, 1e6); console.log('up')`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const { pid } = child;
  if (pid === undefined) throw new Error('The bystander was not started.');
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { pid, child, kill };
};
