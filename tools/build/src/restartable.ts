import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How long a service may take to finish what is in flight; the contract gives it 10 s. */
const graceMilliseconds = 11_000;

/** A process that is replaced by a new one of the same command; at most one lives at a time. */
export interface Restartable {
  /** Ends the present process, if any, and starts the next. */
  restart(): Promise<void>;
  /** Ends the present process and starts none. */
  stop(): Promise<void>;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds);
  await ended;
  clearTimeout(deadline);
};

/** Runs `node <args>`; `ended` hears of every end that nobody asked for. */
export const restartable = (
  args: readonly string[],
  env: Readonly<NodeJS.ProcessEnv>,
  ended: (how: string) => void,
): Restartable => {
  let present: ChildProcess | undefined;
  // Changes can come faster than a service stops: restarts queue up behind each other.
  let last: Promise<void> = Promise.resolve();

  const replace = async (startNext: boolean): Promise<void> => {
    const previous = present;
    present = undefined;
    if (previous !== undefined) await end(previous);
    if (!startNext) return;
    const child = spawn(process.execPath, [...args], { stdio: 'inherit', env });
    present = child;
    child.on('exit', (code, signal) => {
      if (present === child) ended(signal ?? `code ${code ?? 'unknown'}`);
    });
  };
  const queue = (startNext: boolean): Promise<void> => (last = last.then(() => replace(startNext)));
  return { restart: () => queue(true), stop: () => queue(false) };
};
