import { performance } from 'node:perf_hooks';
import { DECISIVE } from '../contestants/durability';
import { fillLog } from '../contestants/filled-log';
import { Ledger } from '../contestants/ledger';
import { accountIds } from '../contestants/payload';
import { accountAndCents } from '../contestants/raw-log';
import { openBankStore } from '../contestants/store-log';
import { storedCommits } from '../contestants/stored-commits';
import type { Bench } from '../harness/bench';
import type { Contestant, Lineup, Row } from '../harness/row';
import { EVENT_RATE } from './measures';

const ACCOUNTS = 1_000;
const BATCH = 1_000;

/** Reads everything, adds it up, and compares the sum each time. */
const reading = (name: string, filled: Ledger, readAll: (ledger: Ledger) => Promise<void>): Contestant => ({
  name,
  run: async () => {
    const read = new Ledger();
    const begin = performance.now();
    await readAll(read);
    const seconds = (performance.now() - begin) / 1_000;
    filled.expectStored(name, read);
    return { operations: read.events, rate: read.events / seconds };
  },
  check: async () => undefined,
});

const open = async (bench: Bench): Promise<Lineup> => {
  const { client, db, drop } = await bench.database();
  const filled = await fillLog(client, db.databaseName, accountIds(ACCOUNTS), bench.sizes.logEvents);
  const store = await openBankStore(client, db.databaseName);
  const commits = storedCommits(db);
  const viaStore = reading('event store', filled, async (ledger) => {
    for await (const { data } of store.read()) ledger.add(...accountAndCents(data));
  });
  const viaDriver = reading('raw cursor', filled, async (ledger) => {
    const range = { position: { $gt: 0, $lte: filled.events } };
    const cursor = commits.find(range, { ...DECISIVE, batchSize: BATCH }).sort({ position: 1 });
    for await (const { events } of cursor)
      for (const { data } of events) ledger.add(...accountAndCents(data));
  });
  return { contestants: [viaStore, viaDriver], close: drop };
};

export const readLog: Row = {
  name: 'read-log',
  title: 'read the whole log',
  against: 'raw cursor over the same documents',
  cases: [
    { name: 'all', title: 'from start to end', measures: [{ ...EVENT_RATE, goal: { atLeast: 0.9 } }], open },
  ],
};
