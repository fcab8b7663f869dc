import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';

describe('the engine that tests are given', () => {
  it('is named in MONGODB_URI and takes transactions', async () => {
    const client = await new MongoClient(process.env.MONGODB_URI ?? '').connect();
    try {
      const coins = client.db(`engine_test_${process.pid}`).collection('coins');
      await coins.insertOne({ face: 'head' });
      const aborted = client.withSession((session) =>
        session.withTransaction(async () => {
          await coins.insertOne({ face: 'tail' }, { session });
          throw new Error('changed my mind');
        }),
      );
      await expect(aborted).rejects.toThrow('changed my mind');
      expect(await coins.countDocuments()).toBe(1);
      await client.db(`engine_test_${process.pid}`).dropDatabase();
    } finally {
      await client.close();
    }
  });
});
