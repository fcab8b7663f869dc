import { storeRefused, storeUnavailable } from '../contract';
import { namedNetworkError } from './socket-errors';

/** The driver's own errors that mean "not reached, or not answered". Names, because two copies of it may be loaded. */
const AWAY =
  /^(PoolClearedOnNetworkError|Mongo(NetworkError|NetworkTimeoutError|ServerSelectionError|NotConnectedError|TopologyClosedError|PoolClearedError|PoolClosedError|WaitQueueTimeoutError|ClientClosedError|OperationTimeoutError|ExpiredSessionError))$/;

/** What the driver and its BSON throw, all of it. */
const OF_THE_DRIVER = /^(PoolClearedOnNetworkError|Mongo\w*Error|BSON\w*Error)$/;

/**
 * Codes of a server that cannot serve now.
 * @see https://github.com/mongodb/specifications/blob/master/source/retryable-reads/retryable-reads.md
 */
const CANNOT_SERVE = [6, 7, 50, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436];

/** CursorNotFound, QueryPlanKilled, CursorKilled: after an idle time, a failover, an administrator's word. */
const CURSOR_LOST = [43, 175, 237];

const PASSING_CODES = new Set([...CANNOT_SERVE, ...CURSOR_LOST]);

/** Labels of what passes: an overload, or a transaction that lost against others until its time was over. */
const PASSING_LABELS = ['SystemOverloadedError', 'RetryableError', 'TransientTransactionError'];

/** The code that a server answered with. */
export const serverCode = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

/** Whether a server, or the driver, put a label on an error. */
export const hasLabel = (error: unknown, label: string): boolean =>
  error instanceof Error &&
  'errorLabels' in error &&
  Array.isArray(error.errorLabels) &&
  error.errorLabels.includes(label);

/** Whether the same may go well when it is asked for again. */
export const isPassing = (thrown: unknown): boolean => {
  const error = namedNetworkError(thrown);
  return (
    error instanceof Error &&
    (AWAY.test(error.name) ||
      PASSING_CODES.has(serverCode(error) ?? 0) ||
      PASSING_LABELS.some((label) => hasLabel(error, label)))
  );
};

/**
 * Translates what the driver threw: `store-unavailable` where it passes, `store-refused` where the server said no.
 * Anything else stays as it is.
 * @param doing what was asked of the database
 */
export const translateDriverError = (thrown: unknown, doing: string): unknown => {
  const error = namedNetworkError(thrown);
  if (!(error instanceof Error) || !OF_THE_DRIVER.test(error.name)) return error;
  return isPassing(error) ? storeUnavailable(doing, error) : storeRefused(doing, error, serverCode(error));
};

/** Waits for something asked of the database, however long it takes. @throws EventStoreError see `translateDriverError` */
export const inOurWords = async <Result>(exchange: Promise<Result>, doing: string): Promise<Result> => {
  try {
    return await exchange;
  } catch (error) {
    throw translateDriverError(error, doing);
  }
};
