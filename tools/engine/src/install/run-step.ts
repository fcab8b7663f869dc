import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EngineError } from '../engine-error';
import type { Progress } from '../engine';
import { endWithThisProcess } from '../processes/end-with-this-process';

const HEARTBEAT_MS = 10_000;
const KEPT_LINES = 40;

/** One step of an installation. */
export interface Step {
  /** What it does, as in "installing …". */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Lines of its output worth showing; the others are kept for the error. */
  readonly shows?: RegExp;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/**
 * Runs one step, saying what it does and, while it is silent, that it still does.
 * @throws EngineError `install-failed` with the end of its output, when it ends with another code than 0
 */
export const runStep = (
  { title, command, args, shows, env, cwd }: Step,
  { log, signal }: Progress,
): Promise<void> =>
  new Promise((resolve, reject) => {
    log(`${title} …`);
    const startedAt = Date.now();
    const seconds = (): number => Math.round((Date.now() - startedAt) / 1_000);
    const output: string[] = [];
    const heartbeat = setInterval(() => log(`${title} … ${seconds()} s`), HEARTBEAT_MS);
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: env ?? process.env,
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
    });
    const take = (line: string): void => {
      output.push(line);
      output.splice(0, output.length - KEPT_LINES);
      if (shows?.test(line)) log(`  ${line.trim()}`);
    };
    const fail = (why: string, cause?: Error): void => {
      const message = [`${title} failed: ${why}`, ...output.map((line) => `  ${line}`)].join('\n');
      reject(new EngineError('install-failed', message, { cause }));
    };
    // The installer must not outlive the one who waits for it.
    const letGo = endWithThisProcess(child);
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', take);
    child.once('error', (error) => fail(error.message, error));
    child.once('close', (code, endedBy) => {
      clearInterval(heartbeat);
      letGo();
      if (code === 0) resolve();
      else fail(endedBy === null ? `exit code ${code}` : `ended by ${endedBy}`);
    });
  });
