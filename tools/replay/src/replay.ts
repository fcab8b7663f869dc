import { Argument } from '@commander-js/extra-typings';
import { addressOptions, assertPortsExist, serviceCopies, type ServiceName } from '@event-sourcing/stack';
import { integer, path, runTool, stopSignal, tool } from '@event-sourcing/tools-kit';
import { runReplay } from './run-replay';

const MOST_SHOWN = 100;

const say = (line: string): void => console.log(line);

const about = [
  'Replays a file on a running stack (npm start) and reads everything back. Run again, it goes on where it stopped.',
  'A row is told by what it says, and by its number among equal ones of the file: of an export that overlaps an earlier one',
  'and begins with a whole day, only what is new is written, wherever it stands.',
  'A ledger is CSV with the columns date, account, type (deposit | withdrawal), amount, balance_after, description;',
  'messages are lines of JSON: { "userId": …, "text": …, "from"?: … }.',
].join('\n');

const command = tool('npm run replay', about)
  .addArgument(new Argument('<kind>', 'which services to drive').choices(['bank', 'messages'] as const))
  .argument('<file>', 'a ledger (CSV) for the bank, messages (NDJSON) for the messages', path)
  .addOption(addressOptions.portBase)
  .addOption(addressOptions.instances)
  .option('--concurrency <n>', 'accounts or users worked on at the same time', integer(1, 512), 32);

const replay = async (
  kind: 'bank' | 'messages',
  file: string,
  options: ReturnType<typeof command.opts>,
): Promise<void> => {
  assertPortsExist(options);
  const signal = stopSignal();
  const copies = serviceCopies(options.portBase, options.instances);
  const addressesOf = (name: ServiceName): readonly string[] =>
    copies.filter(({ service }) => service === name).map(({ address }) => address);
  const startedAt = Date.now();
  const { summary, differences } = await runReplay({ ...options, kind, file, addressesOf, say, signal });
  say(`\n${summary.join('\n')}`);
  say(`Took ${((Date.now() - startedAt) / 1_000).toFixed(1)} s.`);
  if (differences.length === 0) return;
  process.exitCode = 1;
  const more = differences.length > MOST_SHOWN ? [`… and ${differences.length - MOST_SHOWN} more`] : [];
  console.error(`\nDifferences:\n  ${[...differences.slice(0, MOST_SHOWN), ...more].join('\n  ')}`);
};

await runTool(command.action(replay));
