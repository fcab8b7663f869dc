import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine, type Engine } from '@event-sourcing/engine';
import Table from 'cli-table3';
import { MUTATIONS } from './mutations';
import { assertPromisesKept, isCaught, tryMutations, type Outcome } from './try-mutations';
import { StoreCopy } from './store-copy';

const say = (line: string): void => console.log(line);

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

/** npm run mutations -- <words>: only the mutations in whose names one of the words stands. */
const words = process.argv.slice(2);
const chosen = MUTATIONS.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

const caughtBy = ({ verdict: { broken, isComplete } }: Outcome): string => {
  const [first, ...more] = broken;
  if (first === undefined) return isComplete ? 'NOTHING: it survives' : 'it did not even run to its end';
  return more.length > 0 ? `${first}\n… and ${more.length} more` : first;
};

const table = (outcomes: readonly Outcome[]): string => {
  const rows = new Table({
    head: ['mutation', 'on', 'caught by'],
    colWidths: [44, 8, 64],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  rows.push(
    ...outcomes.map((one) => [
      one.mutation.name,
      one.mutation.on === 'any' ? 'memory' : 'engine',
      caughtBy(one),
    ]),
  );
  return rows.toString();
};

const run = async (): Promise<void> => {
  const { signal } = asked;
  const dataDir = await mkdtemp(join(tmpdir(), 'mutations-engine-'));
  const copy = await StoreCopy.make();
  let engine: Engine | undefined;
  const engineUri = async (): Promise<string> => {
    engine ??= await startEngine({ dataDir, log: say, signal });
    return engine.uri;
  };
  try {
    say(`${chosen.length} mutations, one after another; first the log as it is …`);
    await assertPromisesKept(copy, undefined, signal);
    if (chosen.some(({ on }) => on === 'engine')) await assertPromisesKept(copy, await engineUri(), signal);
    const outcomes: Outcome[] = [];
    for await (const outcome of tryMutations(copy, chosen, engineUri, signal)) {
      outcomes.push(outcome);
      say(`${isCaught(outcome) ? 'caught  ' : 'SURVIVES'} ${outcome.mutation.name}`);
    }
    const survivors = outcomes.filter((outcome) => !isCaught(outcome));
    say(`\n${table(outcomes)}\n\n${outcomes.length - survivors.length} of ${outcomes.length} caught.`);
    if (survivors.length > 0 || outcomes.length === 0) process.exitCode = 1;
  } finally {
    await engine?.stop();
    await copy.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
};

try {
  await run();
} catch (error) {
  process.exitCode = 1;
  if (!asked.signal.aborted) console.error(error);
}
