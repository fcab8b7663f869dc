import { performance } from 'node:perf_hooks';
import { accountTag } from '@event-sourcing/bank-domain';
import { expectSame } from '../expect-same';
import { Ledger } from '../contestants/ledger';
import { accountIds } from '../contestants/payload';
import { DECISIVE } from '../contestants/raw-log';
import { fillLog, openBankStore, storedCommits } from '../contestants/store-log';
import type { Bench } from '../harness/bench';
import { rates, ratio, single, type Contestant } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';

const ACCOUNTS = 1_000;
const BATCH = 1_000;
const EVENTS_EACH = 100;

/** Reads everything, adds it up, and compares the sum each time. */
const readingAll = (
  name: string,
  filled: Ledger,
  readAll: (ledger: Ledger) => Promise<void>,
): Contestant => ({
  name,
  run: async () => {
    const read = new Ledger();
    const begin = performance.now();
    await readAll(read);
    const seconds = (performance.now() - begin) / 1_000;
    filled.expectStored(name, read);
    return { operations: read.events, rate: read.events / seconds };
  },
});

const openLog = async ({ database, sizes }: Bench) => {
  const own = await database();
  const filled = await fillLog(own, accountIds(ACCOUNTS), sizes.logEvents);
  const [store, commits] = [await openBankStore(own), storedCommits(own.db)];
  return [
    readingAll('event store', filled, async (ledger) => {
      for await (const { data } of store.read()) ledger.add(data);
    }),
    readingAll('raw cursor', filled, async (ledger) => {
      const range = { position: { $gt: 0, $lte: filled.events } };
      const cursor = commits.find(range, { ...DECISIVE, batchSize: BATCH }).sort({ position: 1 });
      for await (const { events } of cursor) for (const { data } of events) ledger.add(data);
    }),
  ];
};

export const readLog = single({
  name: 'read-log',
  title: 'read the whole log',
  against: 'raw cursor over the same documents',
  measures: [ratio('rate', 'events', '/s', { atLeast: 2.2 })],
  open: openLog,
});

const openAccounts = async ({ database, sizes }: Bench) => {
  const own = await database();
  const accounts = accountIds(Math.max(2, Math.ceil(sizes.logEvents / EVENTS_EACH)));
  await fillLog(own, accounts, accounts.length * EVENTS_EACH);
  const [store, commits] = [await openBankStore(own), storedCommits(own.db)];
  const reading = (name: string, readOne: (tag: string) => Promise<readonly object[]>): Contestant => {
    let turn = 0;
    const one = async (): Promise<void> => {
      const account = accounts[(turn += 1) % accounts.length];
      if (account === undefined) return;
      expectSame(name, (await readOne(accountTag(account))).length, EVENTS_EACH);
    };
    return { name, run: async () => loopSample(await closedLoop(1, sizes.sampleMs, one)) };
  };
  return [
    reading('event store', async (tag) => {
      const found: object[] = [];
      for await (const event of store.read({ items: [{ tags: [tag] }] })) found.push(event);
      return found;
    }),
    reading('raw indexed find', (tag) =>
      commits.find({ 'events.tags': tag }, DECISIVE).sort({ position: 1 }).toArray(),
    ),
  ];
};

export const readAccount = single({
  name: 'read-account',
  title: 'read one account of 100 events',
  against: 'raw indexed find',
  measures: rates('accounts', 1.4),
  open: openAccounts,
});
