import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BSON, type Db, type Document, type MongoClient } from 'mongodb';
import type { EventData, RecordedEvent } from './contract';
import { decisionModel } from './models';
import { MongoEventStore } from './mongo-event-store';
import { defineProjection, openProjection, readModel } from './projections';
import { openReaction } from './reactions';
import { Subscriptions } from './subscriptions';

type Counted = EventData<'Counted', { readonly counter: string; readonly by: number }>;

export const counted = (counter: string, by: number): Counted => ({
  type: 'Counted',
  version: 1,
  tags: [`counter:${counter}`],
  data: { counter, by },
});

export const total = decisionModel({
  name: 'total',
  query: (counter: string) => ({ items: [{ tags: [`counter:${counter}`] }] }),
  initial: 0,
  evolve: (sum, { data }: RecordedEvent<Counted>) => sum + data.by,
});

const totals = defineProjection({
  name: 'totals',
  version: 1,
  query: { items: [{ types: ['Counted'] }] },
  models: {
    rows: readModel<{ readonly sum: number; readonly folds: number }, Counted>({
      keys: ({ data }) => [data.counter],
      evolve: (row, { data }) => ({ sum: (row?.sum ?? 0) + data.by, folds: (row?.folds ?? 0) + 1 }),
    }),
  },
});

/** The application of the recorded log: what it counts, and what it has told. An event by 13 cannot be told. */
export const openCounters = async (client: MongoClient, dbName: string) => {
  const told: number[] = [];
  const store = await MongoEventStore.open(client, dbName);
  const subscriptions = await Subscriptions.open(store);
  const rows = await openProjection(subscriptions, totals);
  const telling = await openReaction<Counted>(subscriptions, {
    name: 'telling',
    query: { items: [{ types: ['Counted'] }] },
    startFrom: 'start',
    key: ({ data }) => data.counter,
    react: async ({ data }) => {
      if (data.by === 13) throw new Error('Nobody is told of 13.');
      told.push(data.by);
    },
    classify: () => 'park',
  });
  rows.start();
  telling.start();
  const close = async () => {
    await subscriptions.close();
    await store.close();
  };
  return { store, rows, telling, told, close };
};

/** Puts what a release has stored into a database. */
export const restore = async (db: Db, release: string): Promise<void> => {
  const file = join(import.meta.dirname, '../test-data/stored', `${release}.json`);
  const collections: Record<string, Document[]> = BSON.EJSON.parse(await readFile(file, 'utf8'), {
    relaxed: false,
  });
  for (const [name, documents] of Object.entries(collections)) {
    await db.createCollection(name);
    if (documents.length > 0) await db.collection(name).insertMany(documents);
  }
};
