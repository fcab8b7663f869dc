import {
  appendConditionFailed,
  type Commit,
  commitIdReused,
  type EventStoreError,
  outcomeUnknown,
  storeUnavailable,
} from '../../contract';
import type { PendingCommit } from './pending-commit';
import type { PreparedCommit } from '../chain';
import type { CommitStorage } from '../storage';

/** Settles an append as what was found stored under its id. */
export const settleAsStored = (pending: PendingCommit, commit: Commit): void => {
  try {
    assertSameRequest(pending.prepared, commit);
    if (pending.isStoredAs(commit)) {
      pending.store(commit);
      pending.tell();
    } else pending.repeat(commit);
  } catch (error) {
    pending.fail(error instanceof Error ? error : new Error(String(error)));
  }
};

/** A conflict is told only to who has not been stored before: by then the repeat's own effect is the conflict. */
export const refuse = async (
  pending: PendingCommit,
  foundAt: number | null,
  storage: CommitStorage,
): Promise<void> => {
  const { prepared } = pending;
  const [earlier] = pending.mayBeStored ? await storage.commitsById([prepared.id]) : [];
  if (earlier) return settleAsStored(pending, earlier);
  const { failIfEventsMatch = { items: [] }, after = pending.after } = prepared.condition ?? {};
  pending.fail(appendConditionFailed(failIfEventsMatch, after, foundAt));
};

/** Nothing was written by this try; but under a caller's own id, or by another process, an earlier one may have been. */
export const unwritten = ({ prepared, mayBeStored }: PendingCommit, cause: unknown): EventStoreError =>
  mayBeStored ? outcomeUnknown(prepared.id, cause) : storeUnavailable('the append', cause);

/** @throws EventStoreError `commit-id-reused` */
export const assertSameRequest = (
  { id, metadata }: Pick<PreparedCommit, 'id' | 'metadata'>,
  stored: Commit,
): void => {
  if (metadata.fingerprint !== stored.metadata.fingerprint) throw commitIdReused(id, stored.position);
};
