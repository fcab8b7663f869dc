import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { EventData } from '../contract';
import { MongoEventStore } from '../mongo-event-store';
import { Subscriptions } from '../subscriptions';
import { defineProjection, openProjection, readModel } from './index';

type Grown = EventData<'Grown', { readonly keys: readonly string[] }>;
type Seen = EventData<'Seen', { readonly keys: readonly string[] }>;

const MIB = 1024 * 1024;
const DOCUMENTS = 20;
const keys = Array.from({ length: DOCUMENTS }, (_, index) => `k${index}`);

let client: MongoClient;
let store: MongoEventStore;
let subscriptions: Subscriptions;
let steps: string[];

beforeEach(async () => {
  steps = [];
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '', { monitorCommands: true });
  client.on('commandStarted', ({ commandName }) => commandName === 'getMore' && steps.push('next answer'));
  store = await MongoEventStore.open(client, `large-${randomUUID()}`);
  subscriptions = await Subscriptions.open(store, { changeStream: false });
});
afterEach(async () => {
  await subscriptions.close();
  await store.db.dropDatabase();
  await client.close();
});

const texts = defineProjection({
  name: 'texts',
  version: 1,
  query: { items: [{ types: ['Grown', 'Seen'] }] },
  models: {
    texts: readModel<{ readonly text: string }, Grown | Seen>({
      keys: ({ data }) => data.keys,
      evolve: (state, { type }) => {
        if (type === 'Grown') return { text: 'x'.repeat(MIB) };
        steps.push('folded');
        return state;
      },
    }),
  },
});

describe('documents that are together larger than an answer of the database', () => {
  it('are folded answer by answer, also where one commit is about all of them', async () => {
    for (let from = 0; from < DOCUMENTS; from += 5) {
      const data = { keys: keys.slice(from, from + 5) };
      await store.append({ events: [{ type: 'Grown', version: 1, tags: [], data }] });
    }
    const projection = await openProjection(subscriptions, texts);
    await projection.catchUp();
    await store.append({ events: [{ type: 'Seen', version: 1, tags: [], data: { keys } }] });
    steps = [];
    expect(await projection.catchUp()).toBe(DOCUMENTS / 5 + 1);
    expect(steps.filter((step) => step === 'folded')).toHaveLength(DOCUMENTS);
    expect(steps.indexOf('next answer')).toBeGreaterThanOrEqual(10);
    expect(steps.indexOf('next answer')).toBeLessThan(DOCUMENTS);
  });
});
