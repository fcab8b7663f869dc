import { execa } from 'execa';
import { ToolError } from '../tool-error';
import type { Progress } from './progress';

const HEARTBEAT_MS = 10_000;
const KEPT_LINES = 40;

/** One step of an installation or a build. */
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
 * @throws ToolError `step-failed` with the end of its output, when it ends with another code than 0
 */
export const runStep = async (
  { title, command, args, shows, env = {}, cwd = process.cwd() }: Step,
  { log, signal }: Progress,
): Promise<void> => {
  log(`${title} …`);
  const startedAt = Date.now();
  const heartbeat = setInterval(() => {
    log(`${title} … ${Math.round((Date.now() - startedAt) / 1_000)} s`);
  }, HEARTBEAT_MS);
  const output: string[] = [];
  const stop = signal === undefined ? {} : { cancelSignal: signal };
  const step = execa(command, args, {
    all: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    env,
    cwd,
    ...stop,
  });
  try {
    for await (const line of step.iterable({ from: 'all' })) {
      output.push(line);
      output.splice(0, output.length - KEPT_LINES);
      if (shows?.test(line)) log(`  ${line.trim()}`);
    }
    const { failed, exitCode, shortMessage, cause } = await step;
    if (!failed) return;
    const why = exitCode === undefined ? shortMessage : `exit code ${exitCode}`;
    const message = [`${title} failed: ${why}`, ...output.map((line) => `  ${line}`)].join('\n');
    throw new ToolError('step-failed', message, { cause });
  } finally {
    clearInterval(heartbeat);
  }
};
