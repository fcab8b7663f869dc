import { isEngineError } from '@event-sourcing/engine';
import { addressTable } from './address-table';
import { parseStartArguments, START_USAGE } from './arguments';
import { isStackError } from './stack-error';
import { startStack } from './start-stack';

const say = (line: string): void => console.log(line);

// A reader of the output that goes away (npm start | head) must not take the stack down half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const asked = new AbortController();
const stopOnce = (): void => {
  // Ctrl-C arrives twice, from the terminal and from npm.
  if (asked.signal.aborted) return;
  say('\nStopping the services, then the engine …');
  asked.abort();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnce);

// An npm that is killed passes no signal on; without it nobody can tell this process to stop.
const npm = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
const isNpmGone = (): boolean => npm !== undefined && process.ppid !== npm;
setInterval(() => isNpmGone() && stopOnce(), 500).unref();

const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    if (asked.signal.aborted) resolve();
    else asked.signal.addEventListener('abort', () => resolve(), { once: true });
  });

const run = async (): Promise<void> => {
  const { help, ...options } = parseStartArguments(process.argv.slice(2));
  if (help) return say(START_USAGE);
  const startedAt = Date.now();
  // Tests bring bundles of their own.
  const distDir = process.env.STACK_DIST_DIR;
  const stack = await startStack({
    ...options,
    log: say,
    signal: asked.signal,
    ...(distDir ? { distDir } : {}),
  });
  say(
    `\nReady after ${((Date.now() - startedAt) / 1_000).toFixed(1)} s.\n\n${addressTable(stack.services)}\n`,
  );
  say(`Data and logs: ${options.dataDir} · MongoDB: ${stack.mongodbUri.replace(/\/\/[^@/]*@/, '//')}`);
  say('Ctrl-C stops everything.');
  try {
    await Promise.race([untilAsked(), stack.failed]);
  } finally {
    await stack.stop();
    say('Stopped; nothing is left running.');
  }
};

try {
  await run();
} catch (error) {
  if (isStackError(error, 'stopped')) say('Stopped; nothing is left running.');
  else {
    process.exitCode = 1;
    console.error(isStackError(error) || isEngineError(error) ? `\n${error.message}` : error);
    if (isStackError(error, 'usage')) console.error(`\n${START_USAGE}`);
  }
}
