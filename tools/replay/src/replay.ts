import { performance } from 'node:perf_hooks';
import { serviceCopies, type ServiceName } from '@event-sourcing/stack';
import { parseReplayArguments, REPLAY_USAGE } from './arguments';
import { isReplayError } from './replay-error';
import { consoleProgress } from '@event-sourcing/progress';
import { runReplay } from './run-replay';

const say = (line: string): void => console.log(line);

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

const run = async (): Promise<void> => {
  const options = parseReplayArguments(process.argv.slice(2));
  if (options === 'help') return say(REPLAY_USAGE);
  const copies = serviceCopies(options.portBase, options.instances);
  const addressesOf = (name: ServiceName): readonly string[] =>
    copies.filter(({ service }) => service === name).map(({ address }) => address);
  const startedAt = performance.now();
  const { summary, differences } = await runReplay({
    ...options,
    addresses: {
      'bank-command': addressesOf('bank-command'),
      'messages-command': addressesOf('messages-command'),
      'messages-query': addressesOf('messages-query'),
    },
    progress: consoleProgress(process.stderr),
    say,
    signal: asked.signal,
  });
  say(`\n${summary.join('\n')}`);
  say(`Took ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
  if (differences.length === 0) return;
  process.exitCode = 1;
  console.error(`\nDifferences:\n${differences.map((line) => `  ${line}`).join('\n')}`);
};

try {
  await run();
} catch (error) {
  process.exitCode = isReplayError(error, 'stopped') ? 130 : 1;
  console.error(isReplayError(error) ? `\n${error.message}` : error);
  if (isReplayError(error, 'usage')) console.error(`\n${REPLAY_USAGE}`);
}
