import { chain } from '../chain';
import { type Commit, START } from '../../contract';
import { EventIndex, type Window } from '../reading';
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

export interface Placed {
  readonly pending: PendingCommit;
  readonly commit: Commit;
}

/**
 * A batch in the making: each append is judged against the known log and against what has been placed before it, and
 * numbered and chained when it stands.
 */
export class Placement {
  readonly placed: Placed[] = [];
  readonly #index = new EventIndex();
  readonly #members = new Map<Dependency, Commit>();
  #bytes = 0;

  constructor(
    private readonly window: Window,
    private readonly now: Date,
    private readonly maxCommits: number,
    private readonly maxBytes: number,
  ) {}

  get full(): boolean {
    return this.placed.length >= this.maxCommits || this.#bytes >= this.maxBytes;
  }

  /** Judges an append, and takes it into the batch when it stands. */
  offer(pending: PendingCommit): Verdict {
    const verdict = this.#judge(pending);
    if (verdict.kind === 'place') {
      const commit = chain(pending.prepared, this.placed.at(-1)?.commit ?? this.window.end, this.now);
      this.placed.push({ pending, commit });
      this.#members.set(pending, commit);
      this.#index.add(commit.events);
      this.#bytes += pending.prepared.bytes;
    }
    return verdict;
  }

  #judge(pending: PendingCommit): Verdict {
    const stored = this.window.commit(pending.prepared.id);
    if (stored) return { kind: 'duplicate', commit: stored };
    const { condition, after } = pending;
    if (condition === undefined) return { kind: 'place' };
    if (after > this.window.head || !this.window.covers(after)) return { kind: 'look-up' };

    const unmet = this.#judgeDependencies(pending);
    if (unmet) return unmet;
    const known = new Set(pending.dependsOn.map(({ id }) => id));
    const isOther = ({ commitId }: { commitId: string }) => !known.has(commitId);
    const found = this.window.matching(condition, after).find(isOther);
    if (found) return { kind: 'conflict', foundAt: found.position };
    // A match in this batch is no conflict yet: it may not come to be stored.
    return this.#index.matching(condition, after).some(isOther) ? { kind: 'defer' } : { kind: 'place' };
  }

  /**
   * The dependencies must be stored, or stand before this append in the batch, in the order in which they were folded,
   * and after the state that the decision was made on: one at or before it would have been folded twice.
   */
  #judgeDependencies(pending: PendingCommit): Verdict | undefined {
    let previous: number = pending.prepared.condition?.after ?? START;
    for (const dependency of pending.dependsOn) {
      const commit = dependency.stored ?? this.#members.get(dependency);
      if (commit === undefined) {
        if (dependency.waiting) return { kind: 'defer' };
        return dependency.unknown && pending.handOver.done
          ? { kind: 'unknown' }
          : { kind: 'conflict', foundAt: null };
      }
      if (commit.position <= previous) return { kind: 'conflict', foundAt: commit.position };
      previous = commit.position;
    }
    return undefined;
  }
}
