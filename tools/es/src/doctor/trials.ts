import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Collection, Db } from 'mongodb';
import { type Check, unless } from './diagnosis';

/** A document of the trials. */
interface Trial {
  readonly position?: number;
  readonly forgetAt?: Date;
}

/** Where trials are made: a collection of their own, beside the log. */
export type Ground = Collection<Trial>;

/** What was measured. */
export interface Measured {
  readonly roundTripMs: number;
  readonly insertMs: number;
  readonly slowestLoserMs: number;
}

const RACERS = 16;
const SAMPLES = 9;
const DURABLE = { writeConcern: { w: 'majority', journal: true } } as const;

/** Does something in a collection that is dropped after. */
export const onGround = async <Result>(db: Db, use: (ground: Ground) => Promise<Result>): Promise<Result> => {
  const ground = db.collection<Trial>(`doctor.${randomUUID()}`);
  await ground.createIndexes([
    { key: { position: 1 }, unique: true, sparse: true },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ]);
  return use(ground).finally(() => ground.drop());
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work().catch(() => undefined);
  return Math.round((performance.now() - began) * 10) / 10;
};

/** Measures a round trip, a durable insert, and how long the slowest of those waits that lose a race. */
export const measure = async (db: Db, ground: Ground): Promise<Measured> => {
  const roundTripMs = await median(() => timed(() => db.command({ ping: 1 })));
  const insertMs = await median(() => timed(() => ground.insertOne({}, DURABLE)));
  const raced = await Promise.all(
    Array.from({ length: RACERS }, () => timed(() => ground.insertOne({ position: 1 }, DURABLE))),
  );
  return { roundTripMs, insertMs, slowestLoserMs: Math.max(...raced) };
};

const median = async (sample: () => Promise<number>): Promise<number> => {
  const samples: number[] = [];
  while (samples.length < SAMPLES) samples.push(await sample());
  return samples.toSorted((one, other) => one - other)[(SAMPLES - 1) / 2] ?? 0;
};

const MOST = { roundTripMs: 50, insertMs: 200, slowestLoserMs: 2_000 };

/** What takes longer than a service can do with. */
export const SPEED_CHECKS: readonly Check<Measured>[] = [
  {
    name: 'round-trip',
    asked: 'for nine round trips',
    expected: `${MOST.roundTripMs} ms at most, in the middle`,
    remedy:
      'Bring the service nearer to the database: every append is one round trip, and every decision another.',
    look: async ({ roundTripMs }) => unless(roundTripMs <= MOST.roundTripMs, `${roundTripMs} ms`),
  },
  {
    name: 'insert',
    asked: 'for nine inserts that a majority makes durable',
    expected: `${MOST.insertMs} ms at most, in the middle`,
    remedy: 'Look at the disks of the members, and at how far behind the secondaries are.',
    look: async ({ insertMs }) => unless(insertMs <= MOST.insertMs, `${insertMs} ms`),
  },
  {
    name: 'race',
    asked: `for ${RACERS} inserts at one position at the same time`,
    expected: `the slowest answered within ${MOST.slowestLoserMs} ms`,
    remedy: 'Let one process append for all (SEQUENCER_HOST), or run fewer that write.',
    look: async ({ slowestLoserMs }) => unless(slowestLoserMs <= MOST.slowestLoserMs, `${slowestLoserMs} ms`),
  },
];

const IMPOSSIBLE = 50;

/** What a server only seems to do. */
export const PROMISE_CHECKS: readonly Check<Ground>[] = [
  {
    name: 'write-concern',
    asked: `for an insert that ${IMPOSSIBLE} members are to confirm`,
    expected: 'an error',
    remedy: 'Use a MongoDB replica set: what is acknowledged here may be lost.',
    look: async (ground) => {
      const writeConcern = { w: IMPOSSIBLE, wtimeoutMS: 500 };
      const accepted = await ground.insertOne({}, { writeConcern }).then(
        () => true,
        () => false,
      );
      return unless(!accepted, 'it was acknowledged');
    },
  },
];

/** A server looks once a minute; a loaded one may be late. */
const TTL_WITHIN_MS = 150_000;
const LOOK_EVERY_MS = 1_000;

/** Whether what is to be forgotten is. */
export const TTL_CHECK: Check<Ground> = {
  name: 'ttl',
  asked: 'to forget a document whose time is over (TTL)',
  expected: `it is gone within ${TTL_WITHIN_MS / 1_000} s`,
  remedy: 'Switch the TTL monitor on (ttlMonitorEnabled): heartbeats and old states pile up.',
  look: async (ground) => {
    const { insertedId } = await ground.insertOne({ forgetAt: new Date(0) }, DURABLE);
    for (const until = performance.now() + TTL_WITHIN_MS; performance.now() < until;) {
      if ((await ground.countDocuments({ _id: insertedId })) === 0) return [];
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return ['it is still there'];
  },
};
