import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { race } from './race';

const uri = process.env.MONGODB_URI ?? '';

describe('conditional appends that race', () => {
  it('of two processes whose connections are cut end as if made one after another', async () => {
    const dbName = `race_${process.pid}`;
    const options = { uri, dbName, appends: 1_200, processes: 2, workers: 8, seed: 7, cutEveryMs: 100 };
    const result = await race(options);
    const client = await MongoClient.connect(uri);
    await client.db(dbName).dropDatabase();
    await client.close();
    expect(result).toMatchObject({ falsePasses: [], falseConflicts: [], faults: [] });
    // That there was a race at all.
    expect(Math.min(result.stored, result.conflicts, result.cuts)).toBeGreaterThan(5);
  }, 60_000);
});
