import { recordEvents } from '../chain';
import type { Commit, CommitMetadata, EventData } from '../event';
import { fixed } from '../fixed-date';
import { frozen } from '../frozen';
import { toPosition } from '../position';

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

export const fromStored = (stored: StoredCommit): Commit => {
  const { _id: id, position, hash } = stored;
  const events = frozen(stored.events);
  const metadata = frozen(stored.metadata);
  const recordedAt = fixed(stored.recordedAt);
  // Not a literal: V8 would learn from the commits that the window keeps to allocate all of them among old objects,
  // where each keeps its events from being collected young. That cost a third of what parsing does.
  const commit = Object.assign(
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
  return Object.freeze(commit);
};
