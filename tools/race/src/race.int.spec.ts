import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { race } from './race';

const dbName = `race-${randomUUID()}`;
const uri = process.env.MONGODB_URI ?? '';

afterAll(async () => {
  const client = new MongoClient(uri);
  await client.db(dbName).dropDatabase();
  await client.close();
  // The embedded engine's Python build takes its time over dropping what was written to at this pace.
}, 120_000);

describe('a race of conditional appends', () => {
  it('ends with the log that a serial model allows, whatever connections are cut', async () => {
    const seed = Date.now() % 1_000_000;
    let told = 0;
    const result = await race({
      ...{ uri, dbName, seed, appends: 3_000, processes: 2, workers: 16, cutEveryMs: 100 },
      onProgress: (by) => {
        told += by;
      },
    });
    const nothing = { falsePasses: [], falseConflicts: [], faults: [] };
    // The seed stands in the comparison, so that a failure tells it.
    expect({ seed, ...result }).toMatchObject({ seed, ...nothing });
    expect(result.stored + result.conflicts + result.unknown).toBe(3_000);
    expect(told).toBe(3_000);
    // Enough of everything to mean something.
    expect(Math.min(result.stored, result.conflicts)).toBeGreaterThan(300);
    expect(result.cuts).toBeGreaterThan(3);
  }, 300_000);
});
