import { performance } from 'node:perf_hooks';
import { accountId, accountOpened, recordedCurrency, type AccountOpened } from '@event-sourcing/bank-domain';
import { userId } from '@event-sourcing/domain-kernel';
import {
  defineProjection,
  openProjection,
  readModel,
  Subscriptions,
  type MongoEventStore,
} from '@event-sourcing/event-store';
import { expectSame } from '../expect-same';
import { amounts, deposit, metadata } from '../contestants/payload';
import { DECISIVE } from '../contestants/raw-log';
import { openBankStore, storedCommits } from '../contestants/store-log';
import type { Bench, OwnDatabase } from '../harness/bench';
import { ratio, single, type Contestant } from '../harness/row';

/** Of so many events one is asked for. */
const ONE_OF = 100;
const AT_ONCE = 500;
const BATCH = 1_000;

const openings = (name: string) =>
  defineProjection({
    name,
    version: 1,
    query: { items: [{ types: [accountOpened.type] }] },
    models: {
      openings: readModel<{ readonly count: number }, AccountOpened>({
        keys: () => ['all'],
        evolve: (state) => ({ count: (state?.count ?? 0) + 1 }),
      }),
    },
  });

/** Deposits into a few accounts, and among them the openings of others. @returns how many openings */
const fill = async (store: MongoEventStore, events: number): Promise<number> => {
  const [cents, holder, currency] = [amounts(), userId.parse('holder'), recordedCurrency.parse('EUR')];
  let [begun, opened] = [0, 0];
  const work = async (): Promise<void> => {
    for (let turn = begun++; turn < events; turn = begun++) {
      const id = accountId.parse(`account-${turn}`);
      const isOpening = turn % ONE_OF === 0;
      if (isOpening) opened += 1;
      const event = isOpening
        ? accountOpened({ accountId: id, owner: holder, currency })
        : deposit(id, cents());
      await store.append({ events: [event], metadata: metadata() });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return opened;
};

const SILENT = { log: () => undefined, warn: () => undefined };

/** Each run fills a projection of its own. */
const projecting = async (
  store: MongoEventStore,
  { atEnd, sizes }: Bench,
  opened: number,
): Promise<Contestant> => {
  const subscriptions = await Subscriptions.open(store, { logger: SILENT });
  atEnd(() => subscriptions.close());
  let runs = 0;
  const run = async () => {
    const runner = await openProjection(subscriptions, openings(`openings-${(runs += 1)}`));
    const begin = performance.now();
    expectSame('position of the projection', await runner.catchUp(), sizes.logEvents);
    const seconds = (performance.now() - begin) / 1_000;
    const document = await runner.read((reading) => reading.model('openings').findById('all'));
    expectSame('openings counted by the projection', document?.count ?? 0, opened);
    await subscriptions.end(runner);
    return { operations: sizes.logEvents, rate: sizes.logEvents / seconds };
  };
  return { name: 'projection', run };
};

/** What a reader does that is sent everything, and leaves out what is not asked for. */
const leavingOut = ({ db }: OwnDatabase, events: number, opened: number): Contestant => ({
  name: 'raw cursor',
  run: async () => {
    const begin = performance.now();
    const cursor = storedCommits(db)
      .find({ position: { $gt: 0, $lte: events } }, { ...DECISIVE, batchSize: BATCH })
      .sort({ position: 1 });
    let count = 0;
    for await (const commit of cursor) {
      count += commit.events.filter(({ type }) => type === accountOpened.type).length;
    }
    const seconds = (performance.now() - begin) / 1_000;
    expectSame('openings counted by the raw cursor', count, opened);
    return { operations: events, rate: events / seconds };
  },
});

const open = async (bench: Bench) => {
  const own = await bench.database();
  const writing = await openBankStore(own);
  const opened = await fill(writing, bench.sizes.logEvents);
  await writing.close();
  return [
    await projecting(await openBankStore(own), bench, opened),
    leavingOut(own, bench.sizes.logEvents, opened),
  ];
};

export const selectiveCatchUp = single({
  name: 'selective',
  title: 'projection of 1 % of the events catching up',
  against: 'raw cursor over all of them, its events only counted',
  measures: [ratio('rate', 'events of the log', '/s', { atLeast: 5 })],
  open,
});
