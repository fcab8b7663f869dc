import { performance } from 'node:perf_hooks';
import type { ClientSession } from 'mongodb';
import { backOff } from '../async';
import type { CausalSessions } from './causal-sessions';
import { DURABLE } from './concerns';
import { hasLabel, serverCode } from './driver-errors';

/** WriteConflict and ConflictingOperationInProgress: a transaction that lost, whether or not the server labels it so. */
const LOST = new Set([112, 117]);
const RETRY_WITHIN_MS = 10_000;
const RETRY = { firstMs: 5, maxMs: 250 };

/**
 * Runs work in one transaction on one snapshot that reflects everything this process knows, durable on a majority.
 * It is run again when it lost against another one, so it must be repeatable.
 * @param session to use, and to keep; by default one of its own
 * @throws EventStoreError see `withOperationTimeout`; what the work throws
 */
export const inTransaction = <Result>(
  causality: CausalSessions,
  work: (session: ClientSession) => Promise<Result>,
  session?: ClientSession,
): Promise<Result> => {
  const run = (own: ClientSession) => againWhereUnlabelled(() => once(own, work));
  return session ? causality.keptSession(session, run) : causality.session(run);
};

/** The driver runs it again where the server labels the error. */
const once = <Result>(session: ClientSession, work: (session: ClientSession) => Promise<Result>) =>
  session.withTransaction(() => work(session), {
    readConcern: { level: 'snapshot' },
    writeConcern: DURABLE,
    readPreference: 'primary',
  });

const againWhereUnlabelled = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  const end = performance.now() + RETRY_WITHIN_MS;
  for (let failures = 0; ; failures += 1) {
    try {
      return await run();
    } catch (error) {
      const lost = LOST.has(serverCode(error) ?? 0) && !hasLabel(error, 'TransientTransactionError');
      if (!lost || performance.now() > end) throw error;
      await backOff(failures, RETRY);
    }
  }
};
