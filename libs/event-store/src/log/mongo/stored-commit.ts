import { recordEvents } from '../chain';
import type { Commit, CommitMetadata, EventData } from '../event';
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
  const { _id: id, position, recordedAt, metadata, hash, events } = stored;
  return {
    id,
    position: toPosition(position),
    lastPosition: toPosition(position + events.length - 1),
    recordedAt,
    metadata,
    hash,
    events: recordEvents({ id, events, metadata }, position, recordedAt),
  };
};

const COMMIT_MEMBERS = new Set(['_id', 'position', 'recordedAt', 'events', 'metadata', 'hash']);
const EVENT_MEMBERS = new Set(['type', 'version', 'tags', 'data']);

/** Paths of members that no commit has: a change that the hash alone would not show. */
export const strayMembers = (stored: StoredCommit): string[] => [
  ...Object.keys(stored).filter((member) => !COMMIT_MEMBERS.has(member)),
  ...stored.events.flatMap((event, index) =>
    Object.keys(event).flatMap((member) => (EVENT_MEMBERS.has(member) ? [] : [`events[${index}].${member}`])),
  ),
];
