import { isEventStoreError, toPosition } from '@event-sourcing/event-store';
import type { Db } from 'mongodb';
import { type Check, type LogPatient, unless } from './diagnosis';
import { clockDistance } from './connection-checks';

interface Lease {
  readonly _id: string;
  readonly holder: string | null;
  readonly until: Date;
  readonly error: string | null;
}

interface Checkpoint {
  readonly _id: string;
  readonly token: number;
  readonly position: number;
  readonly hash?: string | null;
}

const leasesOf = (db: Db) => db.collection<Lease>('leases').find().toArray();

/** A checkpoint that was closed is moved by nobody any more. */
const checkpointsOf = (db: Db) =>
  db
    .collection<Checkpoint>('checkpoints')
    .find({ token: { $lt: Number.MAX_SAFE_INTEGER } })
    .toArray();

const LONGEST_LEASE_MS = 10 * 60_000;

const leaseTime: Check<LogPatient> = {
  name: 'leases',
  asked: 'until when each lease is held',
  expected: 'for some seconds from now',
  remedy:
    'Delete that document of leases while nothing runs: its holder set the time by a clock that was wrong.',
  look: async ({ db, now }) => {
    const serverNow = now() + (await clockDistance(db, now)).aheadMs;
    return (await leasesOf(db)).flatMap(({ _id, until }) =>
      unless(until.getTime() - serverNow <= LONGEST_LEASE_MS, `${_id} until ${until.toISOString()}`),
    );
  },
};

const runs: Check<LogPatient> = {
  name: 'run-by-none',
  asked: 'who runs each subscription that is behind the log',
  expected: 'some instance, unless an operator has paused it',
  remedy: 'Start the service that has its code; es projections list and es reactions list tell more.',
  look: async ({ db, now, store }) => {
    const head = await store.head();
    const serverNow = now() + (await clockDistance(db, now)).aheadMs;
    const held = new Set(
      (await leasesOf(db)).filter(({ until }) => until.getTime() > serverNow).map(({ _id }) => _id),
    );
    const paused = new Set(
      (await db.collection<{ _id: string }>('pauses').find().toArray()).map(({ _id }) => _id),
    );
    return (await checkpointsOf(db))
      .filter(({ _id, position }) => position < head && !held.has(_id) && !paused.has(pausedAs(_id)))
      .map(({ _id, position }) => `${_id}, ${head - position} events behind`);
  },
};

/** What a subscription is paused by: `projection:accounts` for all generations of `accounts@1.2`. */
const pausedAs = (subscription: string): string => {
  const [, projection] = /^([^:]+)@[\d.]+$/.exec(subscription) ?? [];
  return projection === undefined ? subscription : `projection:${projection}`;
};

const failing: Check<LogPatient> = {
  name: 'failing',
  asked: 'what the subscriptions fail at',
  expected: 'nothing',
  remedy: 'Mend what it names; it is tried again without end.',
  look: async ({ db }) =>
    (await leasesOf(db)).flatMap(({ _id, error }) => unless(error === null, `${_id}: ${error ?? ''}`)),
};

const checkpoints: Check<LogPatient> = {
  name: 'checkpoints',
  asked: 'whether each checkpoint stands on a commit of this log',
  expected: 'the same commit as when it was stored',
  remedy:
    'The log was set back or replaced: rebuild the projections, and decide which effects of reactions there were.',
  look: async ({ db, store: { log } }) => {
    const found = await Promise.all(
      (await checkpointsOf(db)).map(async ({ _id, position, hash = null }) => {
        const seen = { position: toPosition(position), hash };
        return log.assertHolds(seen, _id, '').then(() => [], orDiverged(_id, position));
      }),
    );
    return found.flat();
  },
};

const orDiverged =
  (subscription: string, position: number) =>
  (error: unknown): readonly string[] => {
    if (isEventStoreError(error, 'log-diverged')) return [`${subscription} at position ${position} does not`];
    throw error;
  };

const parked: Check<LogPatient> = {
  name: 'parked',
  asked: 'what reactions have set aside',
  expected: 'nothing',
  remedy: 'Look at es reactions parked <name>; then es reactions retry, or skip with a reason.',
  look: async ({ db }) => {
    const found = await db
      .collection('parked')
      .aggregate<{ _id: string; count: number }>([
        { $match: { state: 'parked' } },
        { $group: { _id: '$reaction', count: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    return found.map(({ _id, count }) => `${_id}: ${count}`);
  },
};

/** Who reads the log. */
export const READER_CHECKS: readonly Check<LogPatient>[] = [leaseTime, runs, failing, checkpoints, parked];
