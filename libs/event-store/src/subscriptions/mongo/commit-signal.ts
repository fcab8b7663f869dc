import type { Db, Document } from 'mongodb';
import { describeError } from '../errors';
import type { BackOff } from '../../async';
import type { SubscriptionLogger } from '../options';
import { backOff } from '../../async';

interface Inserted {
  readonly fullDocument: { readonly position: number };
}

const PIPELINE = [
  { $match: { operationType: 'insert' } },
  // The position tells whether it is news; the rest of the commit need not travel.
  { $project: { _id: 1, 'fullDocument.position': 1 } },
];

/**
 * Watches the log's collection with a change stream for as long as the signal lets it. It only wakes: its loss is logged
 * once, retried, and costs latency, never events.
 */
export const watchCommits = async (
  db: Db,
  inserted: (position: number) => void,
  { retry, logger, signal }: { retry: BackOff; logger: SubscriptionLogger; signal: AbortSignal },
): Promise<void> => {
  let failures = 0;
  const arrived = (position: number) => {
    if (failures > 0) logger.log('The change stream on the log is back.');
    failures = 0;
    inserted(position);
  };
  while (!signal.aborted) {
    const error = await followOnce(db, arrived, signal);
    failures += 1;
    if (failures === 1 && error !== undefined) {
      logger.warn(`No change stream on the log, polling goes on without it: ${describeError(error)}`);
    }
    await backOff(failures, retry, signal);
  }
};

/** @returns why it ended; nothing when it was to end */
const followOnce = async (
  db: Db,
  arrived: (position: number) => void,
  signal: AbortSignal,
): Promise<unknown> => {
  const stream = db.collection('commits').watch<Document & Inserted>(PIPELINE);
  const close = () => void stream.close().catch(() => undefined);
  signal.addEventListener('abort', close, { once: true });
  try {
    for await (const change of stream) {
      // The pipeline lets through nothing else.
      arrived((change as unknown as Inserted).fullDocument.position);
    }
    return signal.aborted ? undefined : new Error('The stream ended.');
  } catch (error) {
    return signal.aborted ? undefined : error;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
};
