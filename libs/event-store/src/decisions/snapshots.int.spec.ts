import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { MongoEventStore, toPosition, type DecisionModel, type EventData } from '../index';

type Paid = EventData<'Paid', { readonly cents: number }>;

const account: DecisionModel<bigint, Paid> = {
  name: 'balance',
  query: { items: [{ tags: ['account:1'] }] },
  initial: 0n,
  evolve: (balance, { data }) => balance + BigInt(data.cents),
  snapshot: {
    version: 1,
    every: 100,
    encode: String,
    decode: (json) => (typeof json === 'string' ? BigInt(json) : 0n),
  },
};

const paid = (cents: number): Paid => ({ type: 'Paid', version: 1, tags: ['account:1'], data: { cents } });

let client: MongoClient;
let dbName: string;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  dbName = `snapshots-${randomUUID()}`;
  const store = await MongoEventStore.open(client, dbName);
  for (let batch = 0; batch < 40; batch += 1) {
    await store.append({ events: Array.from({ length: 25 }, () => paid(1)) });
  }
});

afterAll(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

/** A store that knows nothing yet, with a small window, and a count of the events that its scans read. */
const coldStore = async () => {
  const store = await MongoEventStore.open(client, dbName, { windowEvents: 10 });
  const { storage } = store.log;
  const scan = storage.scan.bind(storage);
  const read = { events: 0 };
  storage.scan = async function* (...range: Parameters<typeof scan>) {
    for await (const commit of scan(...range)) {
      read.events += commit.events.length;
      yield commit;
    }
  };
  return { store, read };
};

const snapshots = () => client.db(dbName).collection('snapshots');

const untilSnapshotAt = async (position: number): Promise<void> => {
  while (!(await snapshots().findOne({ position }))) await new Promise(setImmediate);
};

describe('snapshots', () => {
  it('make the second cold start read only what came after', async () => {
    await snapshots().deleteMany({});
    const first = await coldStore();
    expect(await first.store.stateOf(account)).toMatchObject({ state: 1_000n });
    expect(first.read.events).toBe(1_000);
    await untilSnapshotAt(1_000);

    await first.store.append({ events: [paid(5)] });
    const second = await coldStore();
    expect(await second.store.stateOf(account)).toMatchObject({ state: 1_005n });
    expect(second.read.events).toBeLessThanOrEqual(100);
  });

  it('do not serve a time before them', async () => {
    const { store } = await coldStore();
    expect(await store.stateAt(account, toPosition(25))).toMatchObject({ state: 25n });
  });

  it.each([
    ['of another version of the fold', {}, { ...account, snapshot: { ...account.snapshot, version: 2 } }],
    ['of a log that went another way', { hash: 'f'.repeat(64) }, account],
    ['of a position beyond the head', { position: 99_999 }, account],
  ])('are passed over: one %s', async (_, change, model) => {
    await coldStore().then(({ store }) => store.stateOf(account));
    await snapshots().updateMany({}, { $set: { state: '-1', ...change } });
    const { store } = await coldStore();
    const { position, state } = await store.stateOf(model as typeof account);
    expect(state).toBe(1_000n + BigInt(position - 1_000) * 5n);
  });
});
