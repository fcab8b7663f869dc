import { tryAgainLater } from './common-problems';
import type { Problem } from './problem';

/** Names that the MongoDB driver gives to "not reached, or not answered", mongoose's own one included. */
const AWAY =
  /^(PoolClearedOnNetworkError|Mongo(ose)?(NetworkError|NetworkTimeoutError|ServerSelectionError|NotConnectedError|TopologyClosedError|PoolClearedError|PoolClosedError|WaitQueueTimeoutError|ClientClosedError|OperationTimeoutError))$/;

/** Labels and codes of a server that steps down, shuts down or has no primary. */
const STEPPING_DOWN = new Set([91, 189, 10107, 11600, 11602, 13435, 13436]);

const labelled = (error: Error, label: string): boolean => {
  const labels: unknown = Reflect.get(error, 'errorLabels');
  return Array.isArray(labels) && labels.includes(label);
};

const isAway = (error: Error): boolean => {
  const code: unknown = Reflect.get(error, 'code');
  return (
    AWAY.test(error.name) ||
    labelled(error, 'TransientTransactionError') ||
    (typeof code === 'number' && STEPPING_DOWN.has(code) && error.name.startsWith('Mongo'))
  );
};

/**
 * A read model's database that is away while something is read: nothing was written, so the same request
 * may be sent again. Writes go through the event store, which alone knows what an error means for them.
 */
export const translateDriverError = (error: Error, isRead: boolean): Problem | undefined =>
  isRead && isAway(error) ? tryAgainLater('The database cannot be reached.') : undefined;
