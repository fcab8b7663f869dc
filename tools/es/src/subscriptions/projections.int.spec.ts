import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  defineProjection,
  type EventData,
  MongoEventStore,
  openProjection,
  readModel,
  Subscriptions,
} from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { documents, es } from '../es.fixture';

const everything = defineProjection({
  name: 'everything',
  version: 1,
  query: { items: [] },
  models: {
    counts: readModel<{ readonly count: number }, EventData>({
      keys: () => ['all'],
      evolve: (state) => ({ count: (state?.count ?? 0) + 1 }),
    }),
  },
});

const dbName = `es-projections-${randomUUID()}`;
let client: MongoClient;
beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
afterAll(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

const projections = async (...args: readonly string[]) =>
  documents(await es('projections', ...args, '--db', dbName, '--json'));

describe('es projections', () => {
  it('lists the generations of a projection, and drops those that were replaced', async () => {
    const store = await MongoEventStore.open(client, dbName);
    const logger = { log: () => undefined, warn: () => undefined };
    const subscriptions = await Subscriptions.open(store, { logger });
    const serving = { name: 'everything@1', version: 1, number: 1, state: 'serving', position: 1 };
    const filled = { name: 'everything@1.2', version: 1, number: 2, state: 'being filled', position: 0 };
    expect(await projections('list', 'everything')).toEqual([{ generations: [] }]);
    expect(await projections('drop', 'everything')).toEqual([{ dropped: [] }]);

    await store.append({ events: [{ type: 'Happened', version: 1, tags: [], data: {} }] });
    const runner = await openProjection(subscriptions, everything);
    await runner.catchUp();
    await runner.rebuild();
    expect(await projections('list', 'everything')).toEqual([{ generations: [serving, filled] }]);
    expect(await projections('drop', 'everything')).toEqual([{ dropped: [] }]);

    await runner.catchUp();
    const served = { ...filled, state: 'serving', position: 1 };
    expect(await projections('list', 'everything')).toEqual([
      { generations: [served, { ...serving, state: 'replaced' }] },
    ]);
    expect(await projections('drop', 'everything')).toEqual([{ dropped: ['everything.counts.v1'] }]);
    expect(await projections('list', 'everything')).toEqual([{ generations: [served] }]);
    await subscriptions.close();
  });
});
