import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient, ObjectId, type Collection, type Document } from 'mongodb';
import { MongoEventStore } from '../../mongo-event-store';
import { verifyLog } from './verify-mongo-log';

let client: MongoClient;
let store: MongoEventStore;
/** Behind the driver's types: what somebody does who has the database at hand. */
let commits: Collection;

const event = { type: 'Deposited', version: 1, tags: ['account:1'], data: { amount: 1 } };
const append = (id: string) => store.append({ command: { id, anyRequest: true }, events: [event] });
const document = (members: Document): Document => ({
  recordedAt: new Date(),
  events: [event],
  metadata: {},
  hash: '0'.repeat(64),
  ...members,
});
const faultOf = async (dbName: string) => (await verifyLog(client, dbName))?.fault;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
afterAll(() => client.close());

beforeEach(async () => {
  store = await MongoEventStore.open(client, `forged-${randomUUID()}`);
  commits = store.db.collection('commits');
  await append('first');
});
afterEach(async () => {
  await store.close();
  await store.db.dropDatabase();
});

describe('what somebody put into the collection of a log', () => {
  const nowhere: [string, Document][] = [
    ['0', { position: 0 }],
    ['−5', { position: -5 }],
    ['a text', { position: 'x' }],
    ['none', {}],
  ];

  it.each(nowhere)('at position %s keeps nobody from appending, and is named', async (_, position) => {
    await commits.insertOne(document({ _id: 'key' as never, ...position }));
    expect((await append('second')).commit.position).toBe(2);
    expect(await store.head()).toBe(2);
    expect(await faultOf(store.db.databaseName)).toMatchObject({ kind: 'stray', commitId: 'key' });
  });

  it.each([...nowhere, ['far ahead', { position: 1_000_000 }] as [string, Document]])(
    'at position %s answers no request that repeats its id, and holds up none beside it',
    async (_, position) => {
      await commits.insertOne(document({ _id: 'key' as never, ...position }));
      const [repeat, other] = await Promise.allSettled([append('key'), append('other')]);
      expect(repeat).toMatchObject({
        status: 'rejected',
        reason: { code: 'log-corrupt', facts: { commitId: 'key' } },
      });
      expect(other).toMatchObject({
        status: 'fulfilled',
        value: { duplicate: false, commit: { position: 2 } },
      });
    },
  );

  it('under an id that is no text answers no request, and is named', async () => {
    const id = new ObjectId();
    await commits.insertOne(document({ _id: id, position: 2 }));
    await expect(append(String(id))).rejects.toMatchObject({ code: 'log-corrupt' });
    expect(await faultOf(store.db.databaseName)).toMatchObject({ kind: 'changed', commitId: String(id) });
  });

  it.each<[string, Document]>([
    ['without events', { events: undefined }],
    ['with no event', { events: [] }],
    ['with an event that is none', { events: [null] }],
    ['without a time', { recordedAt: null }],
  ])('in the next position, %s, is an error at once that says so', async (_, members) => {
    const began = performance.now();
    await commits.insertOne({ ...document({ _id: 'forged' as never, position: 2 }), ...members });
    await expect(append('second')).rejects.toMatchObject({
      code: 'log-corrupt',
      facts: { commitId: 'forged' },
    });
    await expect(store.head()).rejects.toMatchObject({ code: 'log-corrupt' });
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
