import { fixed, frozen, recordEvents } from '../chain';
import { type Commit, type CommitMetadata, type EventData, toPosition } from '../../contract';

/** A commit as it lies in the collection. */
export interface StoredCommit {
  readonly _id: string;
  /** Position of its first event. */
  readonly position: number;
  readonly recordedAt: Date;
  readonly events: readonly EventData[];
  readonly metadata: CommitMetadata;
  readonly hash: string;
}

export const toStored = ({ id, position, recordedAt, events, metadata, hash }: Commit): StoredCommit => ({
  _id: id,
  position,
  recordedAt,
  events: events.map(({ type, version, tags, data }) => ({ type, version, tags, data })),
  metadata,
  hash,
});

/** A commit that may enter the window, from where many are given the same one. */
export const sharedFromStored = (stored: StoredCommit): Commit =>
  frozen(fromStored({ ...stored, recordedAt: fixed(stored.recordedAt) }));

/** A commit for one reader only: to freeze it would cost a tenth of what reading does. */
export const fromStored = (stored: StoredCommit): Commit => {
  const { _id: id, position, recordedAt, metadata, hash, events } = stored;
  // Not a literal: V8 would learn from the commits that the window keeps to allocate all of them among old objects,
  // where each keeps its events from being collected young. That cost a third of what parsing does.
  return Object.assign(
    {},
    {
      id,
      position: toPosition(position),
      lastPosition: toPosition(position + events.length - 1),
      recordedAt,
      metadata,
      hash,
      events: recordEvents({ id, events, metadata }, position, recordedAt),
    },
  );
};
