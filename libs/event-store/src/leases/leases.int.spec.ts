import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { ensureCollections } from '../driver';
import { Leases } from './leases';

let client: MongoClient;
let db: Db;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  db = client.db(`leases-${randomUUID()}`);
  await ensureCollections(db, ['leases']);
});
afterAll(async () => {
  await db.dropDatabase();
  await client.close();
});

describe('a lease that was given back', () => {
  it('is not taken back for nobody by a renewal that comes late: another instance has it at once', async () => {
    const [one, other] = [new Leases(db, 'one', 60_000), new Leases(db, 'other', 60_000)];
    await one.prepare('orders');
    const grant = await one.acquire('orders');
    if (!grant) throw new Error('The lease was free.');
    expect(await one.renew(grant, undefined)).toBe(true);
    await one.release(grant);
    expect(await one.renew(grant, 'too late')).toBe(false);
    expect(await other.holding('orders')).toBeUndefined();
    expect(await other.acquire('orders')).toEqual({ name: 'orders', token: grant.token + 1 });
    expect(await one.renew(grant, undefined)).toBe(false);
  });
});
