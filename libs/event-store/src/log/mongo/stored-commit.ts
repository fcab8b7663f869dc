import { fixed, frozen, recordEvents } from '../chain';
import { type Commit, logCorrupt, toPosition } from '../../contract';
import { canBeCommit, formFaults, idText, type StoredCommit } from './commit-form';

export const toStored = ({ id, position, recordedAt, events, metadata, hash }: Commit): StoredCommit => ({
  _id: id,
  position,
  recordedAt,
  events: events.map(({ type, version, tags, data }) => ({ type, version, tags, data })),
  metadata,
  hash,
});

/**
 * A commit that may enter the window, from where many are given the same one.
 * @throws EventStoreError `log-corrupt` when it is none
 */
export const sharedFromStored = (stored: StoredCommit): Commit => {
  const commit = checked(stored);
  return frozen(recordedFrom({ ...commit, recordedAt: fixed(commit.recordedAt) }));
};

/**
 * A commit for one reader only: to freeze it would cost a tenth of what reading does.
 * @throws EventStoreError `log-corrupt` when it is none
 */
export const fromStored = (stored: StoredCommit): Commit => recordedFrom(checked(stored));

const checked = (stored: StoredCommit): StoredCommit => {
  if (canBeCommit(stored)) return stored;
  throw noCommit(stored, formFaults(stored).join(', '));
};

export const noCommit = (stored: Pick<StoredCommit, '_id' | 'position'>, faults: string) => {
  const commitId = idText(stored);
  return logCorrupt(`at position ${String(stored.position)} lies ${commitId}, no commit: ${faults}.`, {
    commitId,
  });
};

const recordedFrom = (stored: StoredCommit): Commit => {
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
