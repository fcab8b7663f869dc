import { MongoOperationTimeoutError } from 'mongodb';
import { within } from '../async';
import { namedNetworkError } from './socket-errors';

/** Milliseconds that one exchange with the database may take, a transaction of several calls included. */
const PATIENCE_MS = 10_000;

/**
 * Waits for an exchange with the database, but not for ever: the driver (7.8) has no time-out of its own, and a request
 * that is written to a connection while it closes waits for a `drain` that never comes. What it does after that goes
 * unnoticed, so whatever is exchanged must bear to happen late.
 * @throws MongoOperationTimeoutError; MongoNetworkError for a socket's own errors; what the exchange throws
 */
export const answered = async <Result>(exchange: Promise<Result>): Promise<Result> => {
  try {
    return await within(
      PATIENCE_MS,
      exchange,
      () => new MongoOperationTimeoutError(`No answer within ${PATIENCE_MS} ms.`),
    );
  } catch (error) {
    throw namedNetworkError(error);
  }
};
