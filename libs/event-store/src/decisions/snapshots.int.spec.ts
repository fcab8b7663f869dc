import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import {
  decisionModel,
  MongoEventStore,
  toPosition,
  type DecisionModel,
  type EventData,
  type RecordedEvent,
  type SnapshotForm,
} from '../index';

type Paid = EventData<'Paid', { readonly cents: number }>;

let release = 1;
const form: SnapshotForm<bigint> = {
  get version() {
    return release;
  },
  every: 500,
  encode: String,
  decode: (json) => (typeof json === 'string' ? BigInt(json) : 0n),
};

const declaration = {
  query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
  initial: 0n,
  evolve: (balance: bigint, { data }: RecordedEvent<Paid>) => balance + BigInt(data.cents),
  snapshot: form,
};
const account: DecisionModel<bigint, Paid> = decisionModel({ ...declaration, name: 'balance' })('1');

const paid = (cents: number): Paid => ({ type: 'Paid', version: 1, tags: ['account:1'], data: { cents } });

/** A history that nobody wants to fold twice. */
const EVENTS = 100_000;

let client: MongoClient;
let dbName: string;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  dbName = `snapshots-${randomUUID()}`;
  const store = await MongoEventStore.open(client, dbName);
  const batch = Array.from({ length: 250 }, () => paid(1));
  for (let appended = 0; appended < EVENTS; appended += batch.length) await store.append({ events: batch });
}, 120_000);

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
    for await (const commits of scan(...range)) {
      for (const { events } of commits) read.events += events.length;
      yield commits;
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
    expect(await first.store.stateOf(account)).toMatchObject({ state: BigInt(EVENTS) });
    expect(first.read.events).toBe(EVENTS);
    await untilSnapshotAt(EVENTS);

    for (let count = 0; count < 12; count += 1) await first.store.append({ events: [paid(5)] });
    const second = await coldStore();
    const decided = await second.store.decide({ account }, ({ account: balance }) => [paid(Number(balance))]);
    expect(decided).toMatchObject({
      kind: 'written',
      commit: { events: [{ data: { cents: EVENTS + 60 } }] },
    });
    expect(second.read.events).toBeLessThanOrEqual(1_000);
  }, 60_000);

  it.each([1, 250, 500, 1_003, 49_999, 50_000, 77_777, 99_751, 99_999, EVENTS])(
    'make a state of the past cheap: one who knows nothing yet reads few events to know it at %i',
    async (position) => {
      const { store, read } = await coldStore();
      expect(await store.stateAt(account, toPosition(position))).toMatchObject({ state: BigInt(position) });
      expect(read.events).toBeLessThanOrEqual(1_000);
    },
  );

  it('are spaced: one for every 500 events', async () => {
    const kept = await snapshots()
      .find({}, { projection: { position: 1 }, sort: { position: 1 } })
      .toArray();
    expect(kept).toHaveLength(200);
    expect(kept.slice(0, 3).map(({ position }) => Number(position))).toEqual([500, 1_000, 1_500]);
  });

  it('are not asked for by one who goes through the log: its own state goes on, whoever else looks at the past', async () => {
    const { store, read } = await coldStore();
    await store.stateOf(account);
    await store.stateAt(account, toPosition(60_000));
    const before = read.events;
    for (let position = 60_001; position <= 60_100; position += 1) {
      const { state } = await store.stateAt(account, toPosition(position));
      expect(state).toBe(BigInt(position));
      if (position % 25 === 0) await store.stateAt(account, toPosition(position - 30_000));
    }
    // Each reads the commit of 250 events that it lies in, and nothing else.
    expect(read.events - before).toBeLessThanOrEqual(100 * 250 + 4 * 750);
  }, 60_000);

  it.each([
    ['of another version of the fold', {}, 2],
    ['of a log that went another way', { hash: 'f'.repeat(64) }, 1],
    ['of a position beyond the head', { position: 999_999 }, 1],
  ])(
    'are passed over: one %s',
    async (_, change, version) => {
      await coldStore().then(({ store }) => store.stateOf(account));
      await snapshots().updateMany({}, { $set: { state: '-1', ...change } });
      const { store } = await coldStore();
      release = version;
      const { state } = await store.stateOf(account);
      release = 1;
      expect(state).toBe(BigInt(EVENTS + 60 + EVENTS + 60));
    },
    60_000,
  );
});
