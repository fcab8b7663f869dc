import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  type Long,
  MongoClient,
  MongoServerError,
  type CommandStartedEvent,
  type CommandSucceededEvent,
  type Db,
  type Timestamp,
} from 'mongodb';
import { commitsOf } from '../../testing/scenarios';
import { isEventStoreError, START, toPosition } from '../../contract';
import { CausalSessions } from '../../driver';
import { MongoCommitStorage } from './mongo-commit-storage';

let client: MongoClient;
let db: Db;
let storage: MongoCommitStorage;
let sent: CommandStartedEvent[];
let answered: CommandSucceededEvent[];

const history = (length: number) =>
  commitsOf(Array.from({ length }, () => ({ type: 'E', version: 1, tags: [], data: {} })));

const withNotes = (...notes: string[]) =>
  history(notes.length).map((commit, index) => ({
    ...commit,
    events: commit.events.map((event) => ({ ...event, data: { note: notes[index] ?? '' } })),
  }));

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '', { monitorCommands: true });
  client.on('commandStarted', (event) => sent.push(event));
  client.on('commandSucceeded', (event) => answered.push(event));
});

beforeEach(async () => {
  [sent, answered] = [[], []];
  db = client.db(`storage-${randomUUID()}`);
  await db.collection('commits').createIndexes([{ key: { position: 1 }, unique: true }]);
  storage = new MongoCommitStorage(db, new CausalSessions(client), 256, 8_000);
});

afterEach(() => db.dropDatabase());
afterAll(() => client.close());

const sentOf = (name: string) =>
  sent.filter(({ commandName }) => commandName === name).map(({ command }) => command);

const answerTo = (name: string) =>
  answered.find(({ commandName }) => commandName === name)?.reply as { readonly operationTime: Timestamp };

describe('commits in MongoDB', () => {
  it('are durable on a majority, and read from one, no older than what is known', async () => {
    const [first, ...others] = history(3);
    await storage.insert(first ? [first] : []);
    await storage.insert(others);
    expect((await storage.commitsAfter(START, 10)).commits).toHaveLength(3);
    for (const insert of sentOf('insert')) expect(insert.writeConcern).toEqual({ w: 'majority', j: true });
    const [find] = sentOf('find');
    expect(find?.readConcern).toEqual({ level: 'majority', afterClusterTime: expect.anything() });
    expect([sentOf('insert').length, sentOf('find').length]).toEqual([2, 1]);
  });

  it.each([
    ['the last commit that is known', 2, { find: 'commits', filter: { position: 2 } }],
    ['the settings, when no commit is known', 0, { find: 'settings', filter: { _id: 'log' } }],
  ])('are read no older than a linearizable read of %s', async (_, known, proof) => {
    await storage.insert(history(2));
    // Somebody else, of whose writes nothing is known here.
    await db.collection('elsewhere').insertOne({});
    await storage.provePrimary(known);
    await storage.commitsAfter(START, 10);
    const [proving, look] = sentOf('find');
    // Servers refuse a linearizable read that is told after which time to read.
    expect(proving).toMatchObject({ ...proof, maxTimeMS: 8_000, readConcern: { level: 'linearizable' } });
    expect(proving?.readConcern).not.toHaveProperty('afterClusterTime');
    expect(proving).not.toHaveProperty('$readPreference');
    const { operationTime } = answerTo('find');
    expect(look?.readConcern).toEqual({ level: 'majority', afterClusterTime: operationTime });
  });

  it('are not to be had linearizable, when the server has no majority within the patience', async () => {
    const noMajority = { message: 'operation exceeded time limit', code: 50 };
    const asked = jest.spyOn(db, 'command').mockRejectedValue(new MongoServerError(noMajority));
    await expect(storage.provePrimary(1)).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
  });

  it('are not taken for stored when their place is taken', async () => {
    const [commit] = history(1);
    if (!commit) throw new Error('There is none.');
    await storage.insert([commit]);
    await expect(storage.insert([{ ...commit, id: 'another' }])).rejects.toThrow(MongoServerError);
  });

  it('are refused by the index of the one that a validator says no to, with the words of the server', async () => {
    await db.command({ collMod: 'commits', validator: { 'events.data.note': { $ne: 'unwelcome' } } });
    const commits = withNotes('welcome', 'unwelcome', 'welcome');
    const refused = { name: 'InsertRefused', code: 121, message: 'Document failed validation' };
    await expect(storage.insert(commits)).rejects.toMatchObject({ ...refused, index: 1 });
    await expect(storage.insert(commits.slice(1, 2))).rejects.toMatchObject({ ...refused, index: 0 });
  });

  it('are refused by the index of the one that is larger than a document may be', async () => {
    const commits = withNotes('small', 'x'.repeat(17 * 1024 * 1024));
    const refused = { name: 'InsertRefused', code: 10334 };
    await expect(storage.insert(commits)).rejects.toMatchObject({ ...refused, index: 1 });
    await expect(storage.insert(commits.slice(1))).rejects.toMatchObject({ ...refused, index: 0 });
  });

  it('are read by answers, and the first says that there are more, when they are more than it holds', async () => {
    const commits = history(1_100);
    await storage.insert(commits);
    const { commits: found, more } = await storage.commitsAfter(START, 2_000);
    const rest = await storage.commitsAfter(found.at(-1)?.lastPosition ?? START, 2_000);
    expect([more, rest.more]).toEqual([true, false]);
    expect([...found, ...rest.commits].map(({ id }) => id)).toEqual(commits.map(({ id }) => id));
    expect(sentOf('killCursors')).toHaveLength(1);
  });

  it('are all found by their ids, and a match of a condition among them, when one answer does not hold them', async () => {
    const commits = withNotes(...Array.from({ length: 20 }, () => 'x'.repeat(1_000_000)));
    for (const commit of commits) await storage.insert([commit]);
    const found = await storage.commitsById(commits.map(({ id }) => id));
    expect(found).toHaveLength(20);
    expect(sentOf('find')).toHaveLength(2);
    const range = { after: toPosition(3), upTo: toPosition(20) };
    expect(await storage.positionMatching({ items: [{ types: ['E'] }] }, range, [])).toBeGreaterThan(3);
    expect(await storage.headerAt(toPosition(7))).toMatchObject({ id: commits[6]?.id, lastPosition: 7 });
  });

  it.each([
    ['forwards', 1, 1_100],
    ['backwards', 1_100, 1],
  ] as const)(
    'are all read %s, each once, when the cursor is lost on the way',
    async (direction, from, to) => {
      await storage.insert(history(1_100));
      const answer = once(client, 'commandSucceeded') as Promise<[{ reply: { cursor: { id: Long } } }]>;
      const range = { after: START, upTo: toPosition(1_100) };
      const positions: number[] = [];
      for await (const page of storage.scan({ items: [] }, range, direction)) {
        if (positions.length === 0)
          await db.command({ killCursors: 'commits', cursors: [(await answer)[0].reply.cursor.id] });
        positions.push(...page.map(({ position }) => position));
      }
      const step = Math.sign(to - from);
      expect(positions).toEqual(Array.from({ length: 1_100 }, (_, index) => from + step * index));
      expect(sentOf('find')).toHaveLength(2);
    },
  );

  it('are read at the second try, when the first meets a primary that steps down', async () => {
    await storage.insert(history(2));
    jest
      .spyOn(db, 'command')
      .mockRejectedValueOnce(new MongoServerError({ message: 'not primary', code: 10107 }));
    expect((await storage.commitsAfter(START, 10)).commits).toHaveLength(2);
  });

  it('are not to be had, when the database does not answer within the patience', async () => {
    const impatient = new MongoCommitStorage(db, new CausalSessions(client), 256, 50);
    jest.spyOn(db, 'command').mockImplementationOnce(async (_, options) => {
      const { signal } = options ?? {};
      if (!signal) throw new Error('It would wait for ever.');
      await once(signal, 'abort');
      throw signal.reason;
    });
    const [outcome] = await Promise.allSettled([impatient.commitsAfter(START, 10)]);
    expect(outcome.status === 'rejected' && isEventStoreError(outcome.reason, 'store-unavailable')).toBe(
      true,
    );
    expect(sentOf('find')).toEqual([]);
  });
});
