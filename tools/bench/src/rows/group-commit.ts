import { MongoClient, type CommandStartedEvent } from 'mongodb';
import { storeAppending } from '../contestants/appending';
import type { Bench } from '../harness/bench';
import { onOneDatabase } from '../harness/lineup';
import type { Lineup } from '../harness/row';
import type { Case, Row } from '../harness/row';
import { value } from './measures';

/** Counts the commits of each insert, by the driver's command monitoring, which costs a little. */
const open = (bench: Bench, workers: number): Promise<Lineup> =>
  onOneDatabase(bench, async (own) => {
    const client = await MongoClient.connect(bench.uri, { monitorCommands: true });
    const batches: number[] = [];
    client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
      const documents: unknown = commandName === 'insert' ? command.documents : undefined;
      if (Array.isArray(documents)) batches.push(documents.length);
    });
    const db = client.db(own.db.databaseName);
    const appending = await storeAppending(workers)({ ...own, client, db }, bench);
    const run = async () => {
      batches.length = 0;
      const sample = await appending.run();
      const commits = batches.reduce((sum, size) => sum + size, 0);
      return { ...sample, batch: commits / batches.length, largest: Math.max(...batches) };
    };
    return [{ ...appending, run, close: () => client.close() }];
  });

const caseOf = (workers: number): Case => ({
  name: String(workers),
  title: `${workers} concurrent`,
  measures: [
    value('batch', 'commits in an insert', ''),
    value('largest', 'in the largest', ''),
    value('rate', 'events', '/s'),
    value('clientCpuMicros', 'CPU of an append in the process', 'µs'),
  ],
  open: (bench) => open(bench, bench.sizes.scaled(workers)),
});

export const groupCommit: Row = {
  name: 'group-commit',
  title: 'what group commit makes of appends that arrive together',
  against: 'nothing',
  cases: [1, 8, 32, 128, 500].map(caseOf),
};
