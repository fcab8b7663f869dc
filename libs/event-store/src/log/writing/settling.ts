import {
  appendConditionFailed,
  type Commit,
  commitIdReused,
  type EventStoreError,
  isEventStoreError,
  outcomeUnknown,
  storeRefused,
  storeUnavailable,
} from '../../contract';
import type { PendingCommit } from './pending-commit';
import type { PreparedCommit } from '../chain';
import { commitUnder, type Tail } from '../reading';
import type { CommitStorage, InsertRefused } from '../storage';

/** Settles an append as what was found stored under its id. */
export const settleAsStored = (pending: PendingCommit, commit: Commit): void => {
  try {
    assertSameRequest(pending.prepared, commit);
    if (pending.forwarding.stored(commit)) {
      pending.store(commit);
      pending.tell();
    } else pending.repeat(commit);
  } catch (error) {
    pending.fail(error instanceof Error ? error : new Error(String(error)));
  }
};

/** Refuses an append for a conflict, unless it had been stored before: then the conflict is its own effect. */
export const refuse = async (
  pending: PendingCommit,
  foundAt: number | null,
  storage: CommitStorage,
  tail: Tail,
): Promise<void> => {
  const { prepared } = pending;
  const earlier = pending.mayBeStored ? await commitUnder(prepared.id, storage, tail) : undefined;
  if (earlier) return settleAsStored(pending, earlier);
  const { failIfEventsMatch = { items: [] }, after = pending.after } = prepared.condition ?? {};
  pending.fail(appendConditionFailed(failIfEventsMatch, after, foundAt));
};

/** The database said no for good; but another writer to whom it was forwarded may have stored it. */
export const refusedByDatabase = (
  { prepared, forwarding }: PendingCommit,
  by: InsertRefused,
): EventStoreError =>
  forwarding.done ? outcomeUnknown(prepared.id, by) : storeRefused(`commit ${prepared.id}`, by, by.code);

/** This try has written nothing; but an earlier one under the caller's id, or another writer, may have. */
export const unwritten = ({ prepared, mayBeStored }: PendingCommit, cause: unknown): EventStoreError =>
  mayBeStored ? outcomeUnknown(prepared.id, cause) : storeUnavailable('the append', cause);

/** It was sent, and nobody can tell what has become of it: because no answer came, or because the log is broken. */
export const undecided = ({ prepared }: PendingCommit, cause: unknown): EventStoreError =>
  isEventStoreError(cause, 'log-corrupt') ? cause : outcomeUnknown(prepared.id, cause);

/** @throws EventStoreError `commit-id-reused` */
export const assertSameRequest = (
  { id, metadata }: Pick<PreparedCommit, 'id' | 'metadata'>,
  stored: Commit,
): void => {
  if (metadata.fingerprint !== stored.metadata.fingerprint) throw commitIdReused(id, stored.position);
};
