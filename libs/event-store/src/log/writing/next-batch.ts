import type { Commit } from '../../contract';
import { chain } from '../chain';
import { EventIndex, type Window } from '../reading';
import { checkCondition, type Verdict } from './check-condition';
import type { Dependency, PendingCommit } from './pending-commit';

export interface Placed {
  readonly pending: PendingCommit;
  readonly commit: Commit;
}

/**
 * A batch in the making: each append is judged against the known log and against what has been placed before it, and
 * numbered and chained when it stands.
 */
export class NextBatch {
  readonly placed: Placed[] = [];
  readonly #events = new EventIndex();
  readonly #commits = new Map<Dependency, Commit>();
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
    const verdict = checkCondition(pending, this.window, { events: this.#events, commits: this.#commits });
    if (verdict.kind === 'place') {
      const commit = chain(pending.prepared, this.placed.at(-1)?.commit ?? this.window.end, this.now);
      this.placed.push({ pending, commit });
      this.#commits.set(pending, commit);
      this.#events.add(commit.events);
      this.#bytes += pending.prepared.bytes;
    }
    return verdict;
  }
}
