import { performance } from 'node:perf_hooks';
import { moneyDeposited, type MoneyDeposited } from '@event-sourcing/bank-domain';
import {
  DEFAULT_SUBSCRIPTION_OPTIONS,
  defineProjection,
  openProjection,
  readModel,
  Subscriptions,
} from '@event-sourcing/event-store';
import { expectSame } from '../expect-same';
import { accountIds } from '../contestants/payload';
import { DURABLE } from '../contestants/raw-log';
import { fillLog, openBankStore } from '../contestants/store-log';
import type { Bench, OwnDatabase } from '../harness/bench';
import { ratio, single, type Contestant } from '../harness/row';

const KEYS = 1_000;
/** Events of a run of the raw driver: its rate does not depend on how many there are. */
const RAW_EVENTS = 50_000;
const SILENT = { log: () => undefined, warn: () => undefined };

interface Sum {
  readonly deposits: number;
}

const sums = (name: string) =>
  defineProjection({
    name,
    version: 1,
    query: { items: [{ types: [moneyDeposited.type] }] },
    models: {
      sums: readModel<Sum, MoneyDeposited>({
        keys: ({ data }) => [data.accountId],
        evolve: (sum) => ({ deposits: (sum?.deposits ?? 0) + 1 }),
      }),
    },
  });

/** Each run fills a projection of its own, from the start of the log to its end. */
const rebuilding = async (own: OwnDatabase, events: number, { atEnd }: Bench): Promise<Contestant> => {
  const store = await openBankStore(own);
  const subscriptions = await Subscriptions.open(store, { logger: SILENT });
  atEnd(() => subscriptions.close());
  let runs = 0;
  const run = async () => {
    const runner = await openProjection(subscriptions, sums(`sums-${(runs += 1)}`));
    const begin = performance.now();
    expectSame('position of the projection', await runner.catchUp(), events);
    const seconds = (performance.now() - begin) / 1_000;
    const count = await runner.read((reading) => reading.model('sums').count({}));
    expectSame('documents of the projection', count, Math.min(KEYS, events));
    await subscriptions.end(runner);
    return { operations: events, rate: events / seconds };
  };
  return { name: 'projection', run };
};

/** One write an event, in transactions of the same size; what is to be written is in memory already. */
const bulkWriting = ({ client, db }: OwnDatabase, events: number): Contestant => {
  const size = DEFAULT_SUBSCRIPTION_OPTIONS.maxEvents;
  const ids = accountIds(KEYS);
  let runs = 0;
  const run = async () => {
    const collection = await db.createCollection<{ readonly _id: string; deposits: number }>(
      `raw-${(runs += 1)}`,
    );
    const begin = performance.now();
    for (let from = 0; from < events; from += size) {
      const writes = Array.from({ length: Math.min(size, events - from) }, (_, index) => ({
        updateOne: {
          filter: { _id: ids[(from + index) % KEYS] ?? '' },
          update: { $inc: { deposits: 1 } },
          upsert: true,
        },
      }));
      await client.withSession((session) =>
        session.withTransaction(() => collection.bulkWrite(writes, { session, ordered: true }), {
          readConcern: { level: 'snapshot' },
          ...DURABLE,
        }),
      );
    }
    const seconds = (performance.now() - begin) / 1_000;
    expectSame('documents of the raw driver', await collection.countDocuments(), Math.min(KEYS, events));
    return { operations: events, rate: events / seconds };
  };
  return { name: 'raw bulkWrite', run };
};

const open = async (bench: Bench): Promise<readonly Contestant[]> => {
  const own = await bench.database();
  const events = bench.sizes.growth.large;
  await fillLog(own, accountIds(KEYS), events);
  return [await rebuilding(own, events, bench), bulkWriting(own, Math.min(events, RAW_EVENTS))];
};

export const projectionFolding = single({
  name: 'projection-folding',
  title:
    'projection rebuilt from 1,000,000 events over 1,000 keys, equal keys of a batch folded into one write',
  against: 'raw `bulkWrite` with one write an event, in transactions of the same size',
  measures: [ratio('rate', 'events', '/s', { atLeast: 3 })],
  open,
});
