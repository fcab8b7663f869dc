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
import { DURABLE } from '../contestants/deposit-log';
import { accountIds } from '../contestants/payload';
import { fillLog, openBankStore } from '../contestants/store-log';
import type { Bench, OwnDatabase } from '../harness/bench';
import { onOneDatabase } from '../harness/lineup';
import type { Contestant, Row } from '../harness/row';
import { rate } from './measures';

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
const projecting = async (store: MongoEventStore, events: number): Promise<Contestant> => {
  const subscriptions = await Subscriptions.open(store, { logger: SILENT });
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
  return { name: 'projection', run, close: () => subscriptions.close() };
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

const open = (bench: Bench) =>
  onOneDatabase(bench, async (own) => {
    const count = bench.sizes.projectedEvents;
    await fillLog(own, accountIds(100), count);
    const store = await openBankStore(own);
    const events: MoneyDeposited[] = [];
    for await (const { type, version, tags, data } of store.read()) {
      if (type === moneyDeposited.type)
        events.push({ type, version, tags, data: moneyDeposited.schema.parse(data) });
    }
    return [await projecting(store, count), bulkWriting(own, events)];
  });

export const projectionCatchUp: Row = {
  name: 'projection',
  title: 'projection catching up (one write per event)',
  against: 'raw `bulkWrite` of the same writes in transactions of the same size',
  cases: [{ name: 'catch-up', title: 'catching up', measures: [rate('events', 0.7)], open }],
};
