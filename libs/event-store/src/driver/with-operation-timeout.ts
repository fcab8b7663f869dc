import { MongoOperationTimeoutError } from 'mongodb';
import { withTimeout } from '../async';
import { inOurWords } from './driver-errors';

/** Milliseconds that one exchange with the database may take, a transaction of several calls included. */
const PATIENCE_MS = 10_000;

/**
 * Waits for an exchange with the database for a limited time. The driver (7.8) has no time-out of its own, and a request
 * that is written to a connection while it closes waits for a `drain` that never comes. The exchange may still take
 * effect later: it must be one for which that does no harm.
 * @param doing what is asked of the database, for the error
 * @throws EventStoreError `store-unavailable`, `store-refused`; what else the exchange throws
 */
export const withOperationTimeout = <Result>(
  exchange: Promise<Result>,
  doing = 'a request',
): Promise<Result> =>
  inOurWords(
    withTimeout(
      PATIENCE_MS,
      exchange,
      () => new MongoOperationTimeoutError(`No answer within ${PATIENCE_MS} ms.`),
    ),
    doing,
  );
