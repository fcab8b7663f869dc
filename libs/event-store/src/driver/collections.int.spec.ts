import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Db, type IndexDescription, MongoClient } from 'mongodb';
import { ensureIndexes, indexesOf } from './index';

const UNIQUE: IndexDescription = { name: 'position', key: { position: 1 }, unique: true };

let client: MongoClient;
let db: Db;
beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
beforeEach(() => {
  db = client.db(`indexes-${randomUUID()}`);
});
afterEach(() => db.dropDatabase());
afterAll(() => client.close());

const there = (index: IndexDescription) => db.collection('commits').createIndexes([index]);

describe('an index that is needed', () => {
  it.each<[string, IndexDescription, string]>([
    ['is not unique', { name: 'position', key: { position: 1 } }, '"position" on {"position":1}, not unique'],
    [
      'is not unique, under another name',
      { name: 'by_hand', key: { position: 1 } },
      '"by_hand" on {"position":1}, not unique',
    ],
    [
      'has another key',
      { name: 'position', key: { position: -1 }, unique: true },
      '"position" on {"position":-1}, unique',
    ],
  ])('is not made beside one that %s: the error names both, and what to do', async (_, index, found) => {
    await there(index);
    const before = await indexesOf(db, 'commits');
    await expect(ensureIndexes(db, 'commits', [{ key: { at: 1 } }, UNIQUE])).rejects.toMatchObject({
      code: 'index-conflict',
      facts: { collection: 'commits', found, wanted: '"position" on {"position":1}, unique' },
      message: expect.stringMatching(/Nothing was changed\. Drop the one that is there, then open again/),
    });
    expect(await indexesOf(db, 'commits')).toEqual(before);
  });

  it('is there already, when one under another name is the same', async () => {
    await there({ ...UNIQUE, name: 'by_hand' });
    await ensureIndexes(db, 'commits', [UNIQUE]);
    expect((await indexesOf(db, 'commits')).map(({ name }) => name)).toEqual(['_id_', 'by_hand']);
  });
});
