import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
import { generations } from './generations';

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

const uri = process.env.MONGODB_URI ?? '';
let client: MongoClient;
let dbName: string;
beforeEach(async () => {
  dbName = `generations-${randomUUID()}`;
  client = await MongoClient.connect(uri);
});
afterEach(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

describe('the generations of a projection', () => {
  it('are listed, and dropped when they were replaced', async () => {
    const store = await MongoEventStore.open(client, dbName);
    const logger = { log: () => undefined, warn: () => undefined };
    const subscriptions = await Subscriptions.open(store, { logger });
    const of = { projection: 'everything', db: dbName };
    expect(await generations(client, { action: 'list', ...of })).toEqual([
      `The database ${dbName} holds no projection everything.`,
    ]);
    expect(await generations(client, { action: 'drop', ...of })).toEqual(['Nothing to drop.']);

    await store.append({ events: [{ type: 'Happened', version: 1, tags: [], data: {} }] });
    const runner = await openProjection(subscriptions, everything);
    await runner.catchUp();
    await runner.rebuild();
    expect(await generations(client, { action: 'list', ...of })).toEqual([
      'everything@1: serving, at position 1',
      'everything@1.2: being filled, at position 0',
    ]);
    expect(await generations(client, { action: 'drop', ...of })).toEqual(['Nothing to drop.']);

    await runner.catchUp();
    expect(await generations(client, { action: 'list', ...of })).toEqual([
      'everything@1.2: serving, at position 1',
      'everything@1: replaced, at position 1',
    ]);
    expect(await generations(client, { action: 'drop', ...of })).toEqual(['Dropped everything.counts.v1.']);
    expect(await generations(client, { action: 'list', ...of })).toEqual([
      'everything@1.2: serving, at position 1',
    ]);
    await subscriptions.close();
  });
});
