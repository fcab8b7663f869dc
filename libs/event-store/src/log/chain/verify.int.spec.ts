import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { MongoEventStore } from '../../mongo-event-store';
import { chain } from './chain';
import { DEFAULT_LIMITS } from '../../contract';
import { fromStored, type StoredCommit, toStored, verifyLog, type VerifyLogOptions } from '../mongo';
import { prepareCommit } from './prepared-commit';

const dbName = `verify-${randomUUID()}`;
let client: MongoClient;
let commits: Collection<StoredCommit>;
/** Behind the driver's types: what somebody does who has the database at hand. */
let raw: Collection<Document & { _id: string }>;

const deposit = (amount: number) => ({
  type: 'Deposited',
  version: 1,
  tags: ['account:1'],
  data: { amount, at: '2026-01-01T00:00:00.000Z' },
});

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  commits = client.db(dbName).collection<StoredCommit>('commits');
  raw = client.db(dbName).collection<Document & { _id: string }>('commits');
});

afterAll(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

/** Six commits of 1, 2, 1, 2, 1, 2 events: positions 1 | 2, 3 | 4 | 5, 6 | 7 | 8, 9. */
beforeEach(async () => {
  await client.db(dbName).dropDatabase();
  const store = await MongoEventStore.open(client, dbName);
  for (let index = 0; index < 6; index += 1) {
    const events = index % 2 ? [deposit(index), deposit(0)] : [deposit(index)];
    await store.append({
      events,
      command: { id: `c${index}`, anyRequest: true },
      metadata: { actor: 'ann' },
    });
  }
  await store.close();
});

const verify = async (options?: VerifyLogOptions) => {
  const found = await verifyLog(client, dbName, options);
  if (found === undefined) throw new Error('There is no log.');
  return found;
};
const faultAfter = async (options?: VerifyLogOptions) => (await verify(options)).fault;
const stored = async (id: string): Promise<StoredCommit> => {
  const found = await commits.findOne({ _id: id });
  if (found === null) throw new Error(`There is no commit ${id}.`);
  return found;
};

/** Writes a commit as a log would, after what stands there. */
const forge = async (previous: string, id: string, events: number): Promise<void> => {
  const prepared = prepareCommit(
    { command: { id, anyRequest: true }, events: Array.from({ length: events }, () => deposit(1_000)) },
    DEFAULT_LIMITS,
  );
  await commits.insertOne(toStored(chain(prepared, fromStored(await stored(previous)), new Date())));
};

describe('a log in which somebody wrote past the store', () => {
  it('passes when nobody did, and tells the head to publish', async () => {
    const told: string[] = [];
    const found = await verify({ onProgress: (done, of) => told.push(`${done} of ${of}`) });
    expect(found).toEqual({ commits: 6, head: { position: 9, hash: (await stored('c5')).hash } });
    expect(told).toEqual(['9 of 9']);
    expect(await verifyLog(client, `none-${dbName}`)).toBeUndefined();
  });

  it('a changed amount', async () => {
    await commits.updateOne({ _id: 'c2' }, { $set: { 'events.0.data.amount': 1_000 } });
    expect(await faultAfter()).toMatchObject({ kind: 'changed', commitId: 'c2', position: 4 });
  });

  it.each<[string, Document]>([
    ['a type', { 'events.0.type': 'Withdrawn' }],
    ['a tag', { 'events.1.tags': ['account:2'] }],
    ['the actor', { 'metadata.actor': 'bob' }],
    ['the time', { recordedAt: new Date(0) }],
    ['the hash', { hash: '0'.repeat(64) }],
    ['an amount by its text', { 'events.0.data.amount': '3' }],
    ['a text by the date that it says', { 'events.0.data.at': new Date('2026-01-01T00:00:00.000Z') }],
    ['a stray member of the commit', { note: 'x' }],
    ['a stray member of an event', { 'events.1.note': null }],
    ['a stray member of the data', { 'events.1.data.note': 1 }],
  ])('%s changed or put in', async (_, $set) => {
    await raw.updateOne({ _id: 'c3' }, { $set });
    expect(await faultAfter()).toMatchObject({ kind: 'changed', commitId: 'c3', position: 5 });
  });

  it.each<[string, Document]>([
    ['without events', { $unset: { events: '' } }],
    ['with no event', { $set: { events: [] } }],
    ['with events that are none', { $set: { events: ['x', null] } }],
    ['with events in an object', { $set: { events: { length: 2 } } }],
    ['without data', { $unset: { 'events.0.data': '' } }],
    ['with tags that are no list', { $set: { 'events.0.tags': 'account:1' } }],
    ['without a time', { $unset: { recordedAt: '' } }],
    ['with a time in words', { $set: { recordedAt: 'today' } }],
    ['without metadata', { $unset: { metadata: '' } }],
    ['with a hash that is a number', { $set: { hash: 1 } }],
    ['at a place in a list', { $set: { position: [5] } }],
  ])('a document %s, which is no commit', async (_, update) => {
    await raw.updateOne({ _id: 'c3' }, update);
    const found = await verify();
    expect(found).toMatchObject({ commits: 3, fault: { kind: 'changed', commitId: 'c3', position: 5 } });
    expect(found.head.position).toBe(4);
  });

  it('a document at no place', async () => {
    await raw.updateOne({ _id: 'c3' }, { $set: { position: 5.5 } });
    expect(await faultAfter()).toMatchObject({ kind: 'missing', position: 5 });
  });

  it('a removed commit', async () => {
    await commits.deleteOne({ _id: 'c1' });
    expect(await faultAfter()).toMatchObject({ kind: 'missing', position: 2 });
  });

  it('two swapped commits', async () => {
    const [a, b] = [await stored('c2'), await stored('c4')];
    await commits.deleteMany({ _id: { $in: ['c2', 'c4'] } });
    await commits.insertMany([
      { ...a, position: b.position },
      { ...b, position: a.position },
    ]);
    expect(await faultAfter()).toMatchObject({ kind: 'changed', commitId: 'c4', position: 4 });
  });

  it('an inserted commit, with all behind it moved up', async () => {
    const later = await commits.find({ position: { $gt: 4 } }).toArray();
    await commits.deleteMany({ position: { $gt: 4 } });
    await commits.insertMany(later.map((commit) => ({ ...commit, position: commit.position + 1 })));
    await forge('c2', 'forged', 1);
    // The forged one continues the chain; what was behind its place does not continue it.
    expect(await faultAfter()).toMatchObject({ kind: 'changed', commitId: 'c3', position: 6 });
  });

  it('a commit put inside of another', async () => {
    await commits.insertOne({ ...(await stored('c3')), _id: 'hidden', position: 6 });
    expect(await faultAfter()).toMatchObject({ kind: 'changed', commitId: 'hidden', position: 6 });
  });

  it('a recomputed tail and a cut-off end, against a head that was published', async () => {
    const published = (await verify()).head;
    await commits.deleteOne({ _id: 'c5' });
    expect(await faultAfter()).toBeUndefined();
    expect(await faultAfter({ published })).toMatchObject({ kind: 'cut-off', position: 8 });
    await forge('c4', 'c5', 2);
    expect(await faultAfter()).toBeUndefined();
    expect(await faultAfter({ published })).toMatchObject({
      kind: 'recomputed',
      commitId: 'c5',
      position: 8,
    });
  });

  it.each([
    ['that no commit has', { $set: { position: 5.5 } }],
    ['of what has no events', { $unset: { events: '' } }],
  ])('is found, and its progress told, beside a place %s', async (_, update) => {
    await raw.updateOne({ _id: 'c5' }, update);
    const told: number[] = [];
    const found = await verify({ onProgress: (done, of) => told.push(done, of) });
    expect(found).toMatchObject({ fault: { kind: 'changed' } });
    expect(told.every(Number.isSafeInteger)).toBe(true);
  });

  it('is found from a head that was verified before', async () => {
    const { position, lastPosition, hash } = fromStored(await stored('c3'));
    expect(position).toBe(5);
    const from = { position: lastPosition, hash };
    const told: string[] = [];
    const onProgress = (done: number, of: number) => told.push(`${done} of ${of}`);
    expect(await verify({ from, onProgress })).toMatchObject({ commits: 2, head: { position: 9 } });
    expect(told).toEqual(['9 of 9']);
    await commits.updateOne({ _id: 'c5' }, { $set: { 'events.0.data.amount': 1_000 } });
    expect(await faultAfter({ from })).toMatchObject({ kind: 'changed', commitId: 'c5' });
  });
});

it('a log whose commits have more events than is usual is good from its end on', async () => {
  await client.db(dbName).dropDatabase();
  const limits = { ...DEFAULT_LIMITS, maxEventsPerCommit: 1_000 };
  const store = await MongoEventStore.open(client, dbName, { limits });
  await store.append({ events: Array.from({ length: 600 }, (_, index) => deposit(index)) });
  const { head: from } = await verify();
  expect(from.position).toBe(600);
  expect(await verify({ from })).toEqual({ commits: 0, head: from });
  await store.close();
});
