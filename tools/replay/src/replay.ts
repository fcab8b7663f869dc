import { addressOptions, assertPortsExist, serviceCopies, type ServiceName } from '@event-sourcing/stack';
import { integer, oneOf, operand, orElse, path, runTool, stopSignal } from '@event-sourcing/tools-kit';
import { runReplay } from './run-replay';

const say = (line: string): void => console.log(line);

const concurrency = integer('<n>', 'accounts or users worked on at the same time', { min: 1, max: 512 });
const command = {
  name: 'npm run replay',
  options: {
    kind: operand(oneOf(['bank', 'messages'], 'which services to drive')),
    file: operand(path('<file>', 'a ledger (CSV) for the bank, messages (NDJSON) for the messages')),
    ...addressOptions,
    concurrency: orElse(concurrency, 32),
  },
  about: [
    'Replays a file on a running stack (npm start) and reads everything back. Run again, it goes on where it stopped.',
    'A ledger is CSV with the columns date, account, type (deposit | withdrawal), amount, balance_after, description;',
    'messages are lines of JSON: { "userId": …, "text": …, "from"?: … }.',
  ].join('\n'),
};

await runTool(command, async (options) => {
  assertPortsExist(options);
  const signal = stopSignal();
  const copies = serviceCopies(options.portBase, options.instances);
  const addressesOf = (name: ServiceName): readonly string[] =>
    copies.filter(({ service }) => service === name).map(({ address }) => address);
  const startedAt = Date.now();
  const { summary, differences } = await runReplay({ ...options, addressesOf, say, signal });
  say(`\n${summary.join('\n')}`);
  say(`Took ${((Date.now() - startedAt) / 1_000).toFixed(1)} s.`);
  if (differences.length === 0) return;
  process.exitCode = 1;
  console.error(`\nDifferences:\n${differences.map((line) => `  ${line}`).join('\n')}`);
});
