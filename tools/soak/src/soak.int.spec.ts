import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Place } from './instance';
import { kill } from './scenarios/kill';
import { largeCommits } from './scenarios/large-commits';
import { order } from './scenarios/order';
import { outage } from './scenarios/outage';
import { pauseProjector } from './scenarios/pause';
import { rebuild } from './scenarios/rebuild';

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
  it('of writers in two processes: pollers and change-stream readers see each event once, in order', async () => {
    const result = await order({
      ...place,
      events: 1_000,
      processes: 2,
      writers: 8,
      stallMs: 20,
      readers: 2,
    });
    expect(result).toMatchObject({ events: 1_000, faults: [] });
    expect(result.readers.map(({ seen }) => seen)).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect(result.commits).toBeLessThan(1_000);
  }, 120_000);

  it('of a projection that is killed leaves the read model of a fresh replay', async () => {
    const result = await kill({ ...place, events: 600, kills: 4 });
    expect(result).toMatchObject({ events: 600, differences: [] });
  }, 120_000);

  it('of a process that is paused past its lease: it changes nothing when it wakes up', async () => {
    const result = await pauseProjector({ ...place, events: 400, rounds: 1 });
    expect(result).toMatchObject({ events: 450, differences: [] });
  }, 120_000);

  it('of a log that is larger than the heap of a process: it is appended, opened, read, verified and projected', async () => {
    const { steps, faults } = await largeCommits({ ...place, commits: 300, heapMiB: 160 });
    expect(faults).toEqual([]);
    expect(steps.map(({ step, found }) => [step, found])).toEqual([
      ['open', 0],
      ['append', 300],
      ['open', 300],
      ['read', 300],
      ['read of one tag, backwards', 30],
      ['append on an old condition', 301],
      ['verify', 301],
      ['project', 301],
      ['project into large documents', 301],
      ['project what is about many of them', 551],
    ]);
  }, 120_000);

  it('of a rebuild: two instances answer without an error and without a step back', async () => {
    const result = await rebuild({ ...place, events: 3_000, queriesPerSecond: 20 });
    expect(result).toMatchObject({ errors: [], stepsBack: [], differences: [] });
    expect(result.queries).toBeGreaterThan(0);
    expect(result.progress.join('\n')).toContain('answers from now on');
  }, 120_000);

  it('of an engine that goes away and comes back: everything goes on by itself', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'soak-outage-'));
    const env = { ...process.env };
    delete env.MONGODB_URI;
    try {
      const result = await outage({ engine: { dataDir, env }, awayMs: 1_000, events: 50 });
      expect(result).toMatchObject({ events: 100, faults: [] });
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 120_000);
});
