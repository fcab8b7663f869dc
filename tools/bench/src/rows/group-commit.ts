import { MongoClient, type CommandStartedEvent } from 'mongodb';
import { storeAppending } from '../contestants/appending';
import type { Bench } from '../harness/bench';
import type { Case, Lineup, Row } from '../harness/row';

/** Counts the commits of each insert, by the driver's command monitoring, which costs a little. */
const open = async (bench: Bench, workers: number): Promise<Lineup> => {
  const own = await bench.database();
  const client = await MongoClient.connect(bench.uri, { monitorCommands: true });
  const batches: number[] = [];
  client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
    const documents: unknown = commandName === 'insert' ? command.documents : undefined;
    if (Array.isArray(documents)) batches.push(documents.length);
  });
  const db = client.db(own.db.databaseName);
  const appending = await storeAppending(workers)({ client, db, drop: own.drop }, bench);
  const run = async () => {
    batches.length = 0;
    const sample = await appending.run();
    const commits = batches.reduce((sum, size) => sum + size, 0);
    return { ...sample, batch: commits / batches.length, largest: Math.max(...batches) };
  };
  const close = async () => {
    await client.close();
    await own.drop();
  };
  return { contestants: [{ ...appending, run }], close };
};

const caseOf = (workers: number): Case => ({
  name: String(workers),
  title: `${workers} concurrent`,
  measures: [
    { metric: 'batch', title: 'commits in an insert', unit: '', of: 'value' },
    { metric: 'largest', title: 'in the largest', unit: '', of: 'value' },
    { metric: 'rate', title: 'events', unit: '/s', of: 'value' },
    { metric: 'clientCpuMicros', title: 'CPU of an append in the process', unit: 'µs', of: 'value' },
  ],
  open: (bench) => open(bench, bench.sizes.scaled(workers)),
});

export const groupCommit: Row = {
  name: 'group-commit',
  title: 'what group commit makes of appends that arrive together',
  against: 'nothing',
  cases: [1, 8, 32, 128, 500].map(caseOf),
};
