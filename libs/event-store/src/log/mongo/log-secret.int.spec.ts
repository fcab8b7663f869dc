import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { logSecret } from './log-secret';

let client: MongoClient;
let db: Db;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
beforeEach(() => {
  db = client.db(`secrets-${randomUUID()}`);
});
afterEach(() => db.dropDatabase());
afterAll(() => client.close());

describe('the secret of a log', () => {
  it('is made once, and of another purpose another', async () => {
    const asked = Array.from({ length: 4 }, () => logSecret(db, 'writers'));
    const [first, ...others] = await Promise.all(asked);
    expect(first).toHaveLength(32);
    for (const other of others) expect(other).toEqual(first);
    expect(await logSecret(db, 'reactions')).not.toEqual(first);
  });

  it.each([{}, { secret: 7 }, { secret: '' }, { secret: 'ab' }, { secret: 'g'.repeat(64) }])(
    'is not taken from a document of somebody else: %j',
    async (foreign) => {
      await db.collection<{ _id: string }>('secrets').insertOne({ _id: 'writers', ...foreign });
      await expect(logSecret(db, 'writers')).rejects.toMatchObject({
        code: 'invalid-settings',
        facts: { dbName: db.databaseName },
        message: expect.stringMatching(/"writers" in secrets holds no secret.*Restore it/),
      });
      expect(await db.collection('secrets').findOne()).toEqual({ _id: 'writers', ...foreign });
    },
  );
});
