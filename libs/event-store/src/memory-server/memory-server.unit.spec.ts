import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient, type Document } from 'mongodb';
import { examineServer } from '../fitness';
import { openMongoLog } from '../log';
import { LOG_PROMISES, logOver } from '../testing';
import { startMemoryServer, type MemoryServer } from './index';

let server: MemoryServer;
let client: MongoClient;
beforeAll(async () => {
  server = await startMemoryServer();
  client = await MongoClient.connect(server.uri);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

const documents = async (...documents: Document[]) => {
  const collection = client.db(randomUUID()).collection<Document & { _id: string }>('documents');
  if (documents.length > 0)
    await collection.insertMany(documents.map((one, at) => ({ ...one, _id: `${at}` })));
  return collection;
};

describe('a server in memory', () => {
  it('keeps what the event store rests on', async () => {
    expect(await examineServer(client, randomUUID())).toEqual({
      server: { name: 'MongoDB', version: '8.0.0' },
      findings: [],
    });
  });

  it.each(LOG_PROMISES)('holds a log that keeps its promises: $promise', async ({ check }) => {
    const dbName = randomUUID();
    await check(logOver(async () => (await openMongoLog(client, dbName)).log.storage));
  });

  it.each([
    [{ 'items.tags': { $in: ['c', 'z'] } }, ['1']],
    [{ 'items.tags': { $all: ['a', 'b'] } }, ['0']],
    [{ 'items.tags': { $nin: ['a'] } }, ['1']],
    [{ $or: [{ 'items.tags': { $in: ['a'] } }, { n: { $gte: 2 } }] }, ['0', '1']],
    [{ items: { $elemMatch: { tags: 'c', kind: 'y' } } }, ['1']],
    [{ name: { $regex: '^B', $options: 'i' } }, ['1']],
    [{ $expr: { $lt: ['$n', 2] } }, ['0']],
  ])('finds by %j', async (filter, ids) => {
    const collection = await documents(
      {
        n: 1,
        name: 'ann',
        items: [
          { kind: 'x', tags: ['a'] },
          { kind: 'y', tags: ['b'] },
        ],
      },
      { n: 2, name: 'bob', items: [{ kind: 'y', tags: ['c'] }] },
    );
    expect((await collection.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(ids);
  });

  it('lets a write outside wait for a transaction that has written the same, and one inside give way', async () => {
    const collection = await documents({ n: 1 });
    const session = client.startSession();
    session.startTransaction();
    await collection.updateOne({ _id: '0' }, { $inc: { n: 1 } }, { session });
    const waiting = collection.updateOne({ _id: '0' }, { $inc: { n: 10 } });
    const other = client.startSession();
    other.startTransaction();
    await expect(
      collection.updateOne({ _id: '0' }, { $set: { n: 0 } }, { session: other }),
    ).rejects.toMatchObject({
      code: 112,
      errorLabels: expect.arrayContaining(['TransientTransactionError']),
    });
    await session.commitTransaction();
    await waiting;
    expect(await collection.findOne({ _id: '0' })).toMatchObject({ n: 12 });
    await Promise.all([session.endSession(), other.endSession()]);
  });

  it('says what it does not do', async () => {
    const db = client.db(randomUUID());
    await expect(db.command({ collStats: 'documents' })).rejects.toThrow(
      'There is no command collStats in memory.',
    );
    await expect(db.collection('documents').watch().next()).rejects.toThrow(
      'There are no change streams in memory.',
    );
  });
});
