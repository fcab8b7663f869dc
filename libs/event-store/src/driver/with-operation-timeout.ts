import { MongoOperationTimeoutError } from 'mongodb';
import { withTimeout } from '../async';
import { namedNetworkError } from './socket-errors';

/** Milliseconds that one exchange with the database may take, a transaction of several calls included. */
const PATIENCE_MS = 10_000;

/**
 * Waits for an exchange with the database for a limited time. The driver (7.8) has no time-out of its own, and a request
 * that is written to a connection while it closes waits for a `drain` that never comes. The exchange may still take
 * effect later: it must be one for which that does no harm.
 * @throws MongoOperationTimeoutError; MongoNetworkError for a socket's own errors; what the exchange throws
 */
export const withOperationTimeout = async <Result>(exchange: Promise<Result>): Promise<Result> => {
  try {
    return await withTimeout(
      PATIENCE_MS,
      exchange,
      () => new MongoOperationTimeoutError(`No answer within ${PATIENCE_MS} ms.`),
    );
  } catch (error) {
    throw namedNetworkError(error);
  }
};
