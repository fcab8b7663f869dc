import { performance } from 'node:perf_hooks';
import { moneyDeposited, type MoneyDeposited } from '@event-sourcing/bank-domain';
import {
  DEFAULT_SUBSCRIPTION_OPTIONS,
  defineProjection,
  openProjection,
  readModel,
  Subscriptions,
  type MongoEventStore,
} from '@event-sourcing/event-store';
import { expectSame } from '../expect-same';
import { accountIds } from '../contestants/payload';
import { DURABLE } from '../contestants/raw-log';
import { fillLog, openBankStore } from '../contestants/store-log';
import type { Bench, OwnDatabase } from '../harness/bench';
import { ratio, single, type Contestant } from '../harness/row';

interface Movement {
  readonly accountId: string;
  readonly amount: string;
  readonly currency: string;
}

const movements = (name: string) =>
  defineProjection({
    name,
    version: 1,
    query: { items: [{ types: [moneyDeposited.type] }] },
    models: {
      movements: readModel<Movement, MoneyDeposited>({
        keys: ({ data }) => [data.transactionId],
        evolve: (_, { data: { accountId, amount, currency } }) => ({ accountId, amount, currency }),
      }),
    },
  });

const SILENT = { log: () => undefined, warn: () => undefined };

/** Each run fills a projection of its own from the start of the log to its end. */
const projecting = async (store: MongoEventStore, { atEnd, sizes }: Bench): Promise<Contestant> => {
  const events = sizes.projectedEvents;
  const subscriptions = await Subscriptions.open(store, { logger: SILENT });
  atEnd(() => subscriptions.close());
  let runs = 0;
  const run = async () => {
    const runner = await openProjection(subscriptions, movements(`movements-${(runs += 1)}`));
    const begin = performance.now();
    const reached = await runner.catchUp();
    const seconds = (performance.now() - begin) / 1_000;
    expectSame('position of the projection', reached, events);
    const count = await runner.read((reading) => reading.model('movements').count({}));
    expectSame('documents of the projection', count, events);
    await subscriptions.end(runner);
    return { operations: events, rate: events / seconds };
  };
  return { name: 'projection', run };
};

/** The same writes by the raw driver, in transactions of the same size; the events are in memory already. */
const bulkWriting = ({ client, db }: OwnDatabase, events: readonly MoneyDeposited[]): Contestant => {
  const size = DEFAULT_SUBSCRIPTION_OPTIONS.maxEvents;
  let runs = 0;
  const run = async () => {
    const collection = await db.createCollection<Movement & { readonly _id: string }>(`raw-${(runs += 1)}`);
    const begin = performance.now();
    for (let from = 0; from < events.length; from += size) {
      const writes = events.slice(from, from + size).map(({ data }, index) => {
        const { transactionId, accountId, amount, currency } = data;
        const replacement = { accountId, amount, currency, lastPosition: from + index + 1 };
        return { replaceOne: { filter: { _id: transactionId }, replacement, upsert: true } };
      });
      await client.withSession((session) =>
        session.withTransaction(() => collection.bulkWrite(writes, { session, ordered: true }), {
          readConcern: { level: 'snapshot' },
          ...DURABLE,
        }),
      );
    }
    const seconds = (performance.now() - begin) / 1_000;
    expectSame('documents of the raw driver', await collection.countDocuments(), events.length);
    return { operations: events.length, rate: events.length / seconds };
  };
  return { name: 'raw bulkWrite', run };
};

const open = async (bench: Bench) => {
  const own = await bench.database();
  await fillLog(own, accountIds(100), bench.sizes.projectedEvents);
  const store = await openBankStore(own);
  const events: MoneyDeposited[] = [];
  for await (const { type, version, tags, data } of store.read()) {
    if (type === moneyDeposited.type)
      events.push({ type, version, tags, data: moneyDeposited.schema.parse(data) });
  }
  return [await projecting(store, bench), bulkWriting(own, events)];
};

export const projectionCatchUp = single({
  name: 'projection',
  title: 'projection catching up (one write per event)',
  against: 'raw `bulkWrite` of the same writes in transactions of the same size',
  measures: [ratio('rate', 'events', '/s', { atLeast: 0.7 })],
  open,
});
