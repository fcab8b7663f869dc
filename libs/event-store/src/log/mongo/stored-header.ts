import { toPosition } from '../../contract';
import type { CommitHeader } from '../storage';
import type { StoredCommit } from './commit-form';
import { noCommit } from './stored-commit';

/** A commit as it lies in the collection, without what it says. */
export interface StoredHeader extends Pick<StoredCommit, '_id' | 'position' | 'recordedAt' | 'hash'> {
  /** `null` where they are no list. */
  readonly events: number | null;
}

/** Lets the database count the events instead of sending them. */
export const HEADER = {
  position: 1,
  recordedAt: 1,
  hash: 1,
  events: { $cond: [{ $isArray: '$events' }, { $size: '$events' }, null] },
} as const;

/** @throws EventStoreError `log-corrupt` when it is none */
export const headerFrom = (stored: StoredHeader): CommitHeader => {
  const { _id: id, position, recordedAt, hash, events } = stored;
  if (!events) throw noCommit(stored, 'events is no list of events');
  if (!Number.isSafeInteger(position)) throw noCommit(stored, 'position is no place in a log');
  if (!(recordedAt instanceof Date)) throw noCommit(stored, 'recordedAt is no time');
  return {
    id,
    position: toPosition(position),
    lastPosition: toPosition(position + events - 1),
    recordedAt,
    hash,
  };
};
