import { DECISIVE, DURABLE } from '../../driver';
import { Leases } from '../../leases';
import type { Check } from '../check';
import type { Scratch } from '../scratch';

const readConcerns: Check<Scratch> = {
  name: 'read-concerns',
  asked: 'for a read with a read concern that does not exist',
  expected: 'an error',
  remedy: 'Use a server that carries read concerns out instead of ignoring them.',
  differs: ({ db, log }) =>
    db.command({ find: log, filter: {}, readConcern: { level: 'none such' } }).then(
      () => 'an answer',
      () => undefined,
    ),
};

const operationTimes: Check<Scratch> = {
  name: 'operation-times',
  asked: 'for the operation time of a write, and for a read that is no older',
  expected: 'both',
  remedy: 'Use a server with causally consistent sessions.',
  differs: ({ causality, documents }) =>
    causality.session(async (session) => {
      await documents.insertOne({ _id: 'timed', value: 1 }, { session, writeConcern: DURABLE });
      if (!session.operationTime) return 'no operation time';
      const found = await documents.findOne({ _id: 'timed' }, { ...DECISIVE, session });
      return found ? undefined : 'a read that is older than the write';
    }),
};

const leases: Check<Scratch> = {
  name: 'leases',
  asked: 'for a lease by the clock of the server ($$NOW, $dateAdd)',
  expected: 'it is given once, is held and renewed, and is given again when it was given back',
  remedy: 'Use a server of MongoDB 5.0 or later.',
  differs: async ({ db, leases: collection }) => {
    const [first, second] = ['first', 'second'].map(
      (holder) => new Leases(db, holder, 60_000, { collection }),
    );
    if (!first || !second) return undefined;
    await first.prepare('lease');
    const grant = await first.acquire('lease');
    if (!grant) return 'it was not given';
    if (await second.acquire('lease')) return 'it was given twice';
    if (!(await first.renew(grant, undefined))) return 'it was not renewed';
    if ((await second.holding('lease'))?.holder !== 'first') return 'it was not held';
    await first.release(grant);
    return (await second.acquire('lease'))?.token === 2 ? undefined : 'it was not given again';
  },
};

/** What everything reads and waits by. */
export const READING_TRIALS: readonly Check<Scratch>[] = [readConcerns, operationTimes, leases];
