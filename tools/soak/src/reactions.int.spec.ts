import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Place } from './instance';
import { fairness } from './scenarios/fairness';
import { notices } from './scenarios/notices';
import { poison } from './scenarios/poison';
import { standingOrders } from './scenarios/standing-orders';
import { volumes } from './scenarios/volumes';

let place: Place;
beforeEach(() => {
  place = { uri: process.env.MONGODB_URI ?? '', dbName: `soak-${randomUUID()}` };
});
afterEach(async () => {
  const client = await MongoClient.connect(place.uri);
  await client.db(place.dbName).dropDatabase();
  await client.close();
});

describe('a short soak', () => {
  it('of a poisoned key: it is parked, all others go on; retried it goes on in order', async () => {
    const result = await poison({ ...place, events: 1_000, behind: 60 });
    expect(result).toMatchObject({ meanwhile: 1_000, parked: 61, faults: [] });
  }, 120_000);

  it('of standing orders while instances are killed: each due date once, balances as reckoned by hand', async () => {
    const result = await standingOrders({ ...place, accounts: 6, days: 40, kills: 2 });
    // By hand: daily 2 × 40, weekly 2 × 6, monthly 1 × 2 (31 January, 28 February); the poor one pays monthly.
    expect(result).toMatchObject({ orders: 6, paid: 94, skipped: 2, kills: 2, faults: [] });
  }, 180_000);

  it('of standing orders beside a backlog of others: each is paid before that is through', async () => {
    const result = await fairness({ ...place, busy: 1, others: 2, mostMs: 20_000 });
    expect(result).toMatchObject({ orders: 100, paid: 700, others: 2, faults: [] });
    expect(result.worstMs).toBeLessThan(result.allMs);
  }, 180_000);

  it('of notices while messages-command is killed: one for each transfer, in order', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'soak-notices-'));
    try {
      const result = await notices({ dataDir, transfers: 40, kills: 2 });
      expect(result).toMatchObject({ transfers: 40, messages: 40, kills: 2, faults: [] });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 240_000);

  it('of the volumes of real life: everything is answered, shown, told and paid', async () => {
    const sizes = { movements: 100, messages: 100, orders: 40, transfers: 10, restarts: 2 };
    const { faults, measured, mostMib } = await volumes({
      ...sizes,
      ...{ perSecond: 10, haltedMs: 500, mostMs: 60_000 },
    });
    expect(measured).toMatchObject({
      'standing orders due at once': { accepted: 40 },
      'rolling restarts': { restarts: 2 },
    });
    expect(Object.keys(mostMib)).toEqual(
      expect.arrayContaining(['engine', 'bank-command-1', 'bank-command-2']),
    );
    // Where everything is busy, a balancer learns too late of an instance that leaves.
    expect(faults.filter((fault) => !fault.startsWith('rolling restarts: '))).toEqual([]);
  }, 300_000);
});
