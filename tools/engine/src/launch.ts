import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { endWithThisProcess, ToolError, type ProcessExit } from '@event-sourcing/tools-kit';
import type { Engine } from './engine';
import type { DataFolder } from './data-folder';
import { endProcess } from './processes/end-process';

const GRACE_MS = 10_000;
const SHOWN_LINES = 15;

/** A process that has been started and may not be ready. */
export interface Launched extends Pick<Engine, 'exited' | 'stop' | 'kill'> {
  readonly pid: number;
  /** The end of what it printed since it was started. */
  output(): string;
}

const lastLines = (file: string, from: number): string => {
  const lines = readFileSync(file).subarray(from).toString().split('\n').filter(Boolean);
  return lines.slice(-SHOWN_LINES).join('\n');
};

/**
 * Starts an engine's process. It is in a group of its own, so that Ctrl-C reaches only the one who started it,
 * who can then end the engine last; and it prints into a file, which outlives that one.
 * @throws ToolError `engine-failed` when the command cannot be run
 */
export const launch = async (
  command: string,
  args: readonly string[],
  folder: DataFolder,
): Promise<Launched> => {
  const log = openSync(folder.logFile, 'a');
  const from = statSync(folder.logFile).size;
  const child = spawn(command, [...args], { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const { pid } = child;
  if (pid === undefined) {
    const cause = await new Promise<Error>((resolve) => child.once('error', resolve));
    throw new ToolError('engine-failed', `${command} cannot be run: ${cause.message}`, { cause });
  }
  const entry = folder.register.enter('engine', pid);
  const letGo = endWithThisProcess(child);
  void exited.then(() => {
    letGo();
    if (entry !== undefined) folder.register.leave(entry);
  });
  const end = async (graceMs: number): Promise<void> => {
    if (entry !== undefined) await endProcess(entry, graceMs);
    await exited;
  };
  return {
    pid,
    exited,
    output: () => lastLines(folder.logFile, from),
    stop: () => end(GRACE_MS),
    kill: () => end(0),
  };
};
