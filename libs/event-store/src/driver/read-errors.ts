import { storeUnavailable } from '../contract';
import { namedNetworkError } from './socket-errors';

/** The driver's own errors that mean "not reached, or not answered". Names, because two copies of it may be loaded. */
const AWAY =
  /^(PoolClearedOnNetworkError|Mongo(NetworkError|NetworkTimeoutError|ServerSelectionError|NotConnectedError|TopologyClosedError|PoolClearedError|PoolClosedError|WaitQueueTimeoutError|ClientClosedError|OperationTimeoutError|ExpiredSessionError))$/;

/**
 * Codes of a server that cannot serve reads now.
 * @see https://github.com/mongodb/specifications/blob/master/source/retryable-reads/retryable-reads.md
 */
const CANNOT_SERVE = new Set([6, 7, 50, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** A transaction that could not be finished: another may be. */
const isTransient = (error: Error): boolean =>
  'errorLabels' in error &&
  Array.isArray(error.errorLabels) &&
  error.errorLabels.includes('TransientTransactionError');

const isAway = (error: Error): boolean =>
  AWAY.test(error.name) ||
  isTransient(error) ||
  (error.name === 'MongoServerError' &&
    'code' in error &&
    typeof error.code === 'number' &&
    CANNOT_SERVE.has(error.code));

/** Translates what a read threw: `store-unavailable` when the database is away; anything else stays as it is. */
export const readError = (thrown: unknown): unknown => {
  const error = namedNetworkError(thrown);
  return error instanceof Error && isAway(error) ? storeUnavailable('a read', error) : error;
};
