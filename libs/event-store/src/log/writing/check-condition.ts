import { type Commit, START } from '../../contract';
import type { EventIndex, Window } from '../reading';
import type { Dependency, PendingCommit } from './pending-commit';

/** What to do with an append before it can be sent. */
export type Verdict =
  | { readonly kind: 'place' }
  /** Already in the log: the first result. */
  | { readonly kind: 'duplicate'; readonly commit: Commit }
  /** `foundAt` is null when a commit that it depends on was not stored. */
  | { readonly kind: 'conflict'; readonly foundAt: number | null }
  /** It depends on a commit of unknown outcome, and another writer may store both. */
  | { readonly kind: 'unknown' }
  /** Depends on what becomes of this batch. */
  | { readonly kind: 'defer' }
  /** Its condition reaches behind the window or beyond the head: the database has to be asked. */
  | { readonly kind: 'look-up' };

/** What stands before an append in its batch. */
export interface EarlierInBatch {
  readonly events: EventIndex;
  readonly commits: ReadonlyMap<Dependency, Commit>;
}

/** Judges an append against the known log and against what stands before it in its batch. */
export const checkCondition = (pending: PendingCommit, window: Window, earlier: EarlierInBatch): Verdict => {
  const stored = window.commit(pending.prepared.id);
  if (stored) return { kind: 'duplicate', commit: stored };
  const { condition, after } = pending;
  if (condition === undefined) return { kind: 'place' };
  if (after > window.head || !window.covers(after)) return { kind: 'look-up' };

  const unmet = checkDependencies(pending, earlier);
  if (unmet) return unmet;
  const known = new Set(pending.dependsOn.map(({ id }) => id));
  const isOther = ({ commitId }: { commitId: string }) => !known.has(commitId);
  const found = window.matching(condition, after).find(isOther);
  if (found) return { kind: 'conflict', foundAt: found.position };
  // A match in this batch is no conflict yet: it may not come to be stored.
  return earlier.events.matching(condition, after).some(isOther) ? { kind: 'defer' } : { kind: 'place' };
};

/**
 * The dependencies must be stored, or stand before this append in the batch, in the order in which they were folded,
 * and after the state that the decision was made on: one at or before it would have been folded twice.
 */
const checkDependencies = (pending: PendingCommit, earlier: EarlierInBatch): Verdict | undefined => {
  let previous: number = pending.prepared.condition?.after ?? START;
  for (const dependency of pending.dependsOn) {
    const commit = dependency.stored ?? earlier.commits.get(dependency);
    if (commit === undefined) {
      if (dependency.waiting) return { kind: 'defer' };
      return dependency.unknown && pending.forwarding.done
        ? { kind: 'unknown' }
        : { kind: 'conflict', foundAt: null };
    }
    if (commit.position <= previous) return { kind: 'conflict', foundAt: commit.position };
    previous = commit.position;
  }
  return undefined;
};
