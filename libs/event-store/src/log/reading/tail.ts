import { performance } from 'node:perf_hooks';
import { type Commit, logDiverged, type Position, toPosition } from '../../contract';
import { SingleFlight } from '../../async';
import type { CommitStorage } from '../storage';
import type { Window } from './window';

const PAGE = 1_000;
/** Further behind than this, the tail jumps to the end instead of reading everything in between. */
const PAGES_BEFORE_JUMP = 8;
const RESTART = 'Start it again, so that it forgets what it knows of the log as it was.';

/** Follows the end of the log: what this process knows of it, and how it learns more. */
export class Tail {
  readonly #confirmation = new SingleFlight(() => this.#catchUp());
  #confirmedAt = Number.NEGATIVE_INFINITY;
  readonly #listeners = new Set<(head: Position) => void>();

  constructor(
    private readonly storage: CommitStorage,
    readonly window: Window,
  ) {}

  /** The last position that this process knows. */
  get head(): Position {
    return this.window.head;
  }

  /**
   * Resolves when a read of the log's end that began after this call has been taken in: everything acknowledged to
   * anyone before the call is known then. Calls that wait share one such read.
   */
  confirm(): Promise<void> {
    return this.#confirmation.run();
  }

  /** Whether such a read began within the last so many milliseconds. */
  confirmedWithin(ms: number): boolean {
    return performance.now() - this.#confirmedAt < ms;
  }

  /** The head, after such a read. */
  async confirmedHead(): Promise<Position> {
    await this.confirm();
    return this.head;
  }

  /**
   * See `EventLog.commitsAfter`. All who follow the log in this process want the same few commits: what is known comes
   * from memory, and what one of them reads is known to all.
   */
  async commitsAfter(boundary: Position, limit: number): Promise<readonly Commit[]> {
    if (boundary < this.head && this.window.covers(boundary)) {
      return this.window.commitsAfter(boundary, limit);
    }
    const commits = await this.storage.commitsAfter(boundary, limit);
    if (boundary <= this.head) this.learn(commits);
    return commits;
  }

  /** Takes in commits that are known to be stored: read, or acknowledged. */
  learn(commits: readonly Commit[]): void {
    if (this.window.append(commits).length > 0) this.#listeners.forEach((listener) => listener(this.head));
  }

  /** Calls a listener whenever this process learns of new commits. @returns ends it */
  onAdvance(listener: (head: Position) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #catchUp(): Promise<void> {
    for (let page = 0; ; page += 1) {
      if (page === PAGES_BEFORE_JUMP || this.head === 0) await this.#jump();
      const began = performance.now();
      const { end } = this.window;
      const from = this.head;
      // The last commit that is known is read again: a log that does not hold it is another one.
      const after = toPosition(Math.max(0, end.position - 1));
      const commits = await this.storage.commitsAfter(after, from + PAGE - after);
      const [known] = commits;
      if (end.lastPosition > 0 && known?.hash !== end.hash) {
        const found = known?.lastPosition === end.lastPosition ? known.hash : null;
        throw logDiverged('this process', { position: end.lastPosition, hash: end.hash }, found, RESTART);
      }
      this.learn(commits);
      this.#confirmedAt = began;
      if ((commits.at(-1)?.lastPosition ?? from) < from + PAGE) return;
    }
  }

  async #jump(): Promise<void> {
    const last = await this.storage.lastCommitAfter(this.head);
    if (last === undefined || last.lastPosition - this.head <= PAGE) return;
    const warm = await this.storage.commitAt(toPosition(last.lastPosition - PAGE));
    // While this waited, the writer may have taken the window further than the jump would.
    if (warm && warm.lastPosition > this.head) this.window.restartAfter(warm);
  }
}
