import { performance } from 'node:perf_hooks';
import {
  assertConfirmation,
  type Commit,
  type Confirmation,
  logDiverged,
  type Position,
  positionBeyondHead,
  START,
  toPosition,
} from '../../contract';
import { SingleFlight } from '../../async';
import type { ChainEnd } from '../chain';
import { DEFAULT_PATIENCE_MS, Patience } from '../patience';
import type { CommitHeader, CommitPage, CommitStorage } from '../storage';
import type { Window } from './window';

const PAGE = 1_000;
/** Further behind than this, the tail jumps to the end instead of reading everything in between. */
const PAGES_BEFORE_JUMP = 8;
/** The same of bytes of commits, about: the window holds little more. */
const BYTES_BEFORE_JUMP = 32 * 1024 * 1024;
/** Bytes that are read behind a jump, about. */
const BYTES_BEHIND_JUMP = BYTES_BEFORE_JUMP / 2;
/** How much nearer to the end each further jump goes: the log may grow as fast as it is read. */
const NEARER = 16;
/** A commit of more bytes is not read again at every look, only its hash is. */
const LIGHT = 16 * 1024;
const RESTART = 'Start it again, so that it forgets what it knows of the log as it was.';

/** Follows the end of the log: what this process knows of it, and how it learns more. */
export class Tail {
  readonly #looks = new SingleFlight(() => this.#catchUp());
  // Before the look, not after it: another primary than the one that was looked at may give the proof. What the proof has
  // seen, its operation time, the look waits for at whichever primary it meets.
  readonly #provenLooks = new SingleFlight(() =>
    this.storage.provePrimary(this.window.end.position).then(() => this.#looks.run()),
  );
  #lookedAt = Number.NEGATIVE_INFINITY;
  readonly #listeners = new Set<(head: Position) => void>();

  constructor(
    private readonly storage: CommitStorage,
    readonly window: Window,
    private readonly patienceMs = DEFAULT_PATIENCE_MS,
    private readonly confirmation: Confirmation = 'majority',
  ) {}

  /** The last position that this process knows. */
  get head(): Position {
    return this.window.head;
  }

  /**
   * Resolves when everything acknowledged to anyone before this call is known, as surely as is asked for: a read of the
   * log's end that began after the call has been taken in. Calls that wait share one such read.
   * @throws EventStoreError `store-unavailable`, in time also while an earlier read hangs
   */
  confirm(confirmation = this.confirmation): Promise<void> {
    assertConfirmation(confirmation);
    return this.#inTime(this.#flight(confirmation));
  }

  /** The head, after such a read. */
  async confirmedHead(confirmation = this.confirmation): Promise<Position> {
    await this.confirm(confirmation);
    return this.head;
  }

  /** See `EventLog.assertReached`. */
  async assertReached(position: Position): Promise<void> {
    if (position > this.head) await this.confirm();
    if (position > this.head) throw positionBeyondHead(position, this.head);
  }

  /**
   * The first such read of whoever opens the log. It waits as long as answers come, each within the time that one may
   * take, and not for the time that one caller waits: what it reads is bounded.
   * @throws EventStoreError `store-unavailable`
   */
  open(): Promise<void> {
    return this.#flight(this.confirmation).run();
  }

  /** The same read, for those who give no answer by it: it may miss what the database was about to show. */
  look(): Promise<void> {
    return this.#inTime(this.#looks);
  }

  /** Whether such a read began within the last so many milliseconds. */
  lookedWithin(ms: number): boolean {
    return performance.now() - this.#lookedAt < ms;
  }

  /**
   * The commits after a commit boundary, whole, in order. All who follow the log in this process want the same few: what
   * is known comes from memory, and what one of them reads is known to all.
   * @param limit commits that begin within so many positions, from 1
   */
  async commitsAfter(boundary: Position, limit: number): Promise<readonly Commit[]> {
    if (boundary < this.head && this.window.covers(boundary)) {
      return this.window.commitsAfter(boundary, limit);
    }
    const { commits } = await this.storage.commitsAfter(boundary, limit);
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

  #flight(confirmation: Confirmation): SingleFlight {
    return confirmation === 'linearizable' ? this.#provenLooks : this.#looks;
  }

  #inTime(flight: SingleFlight): Promise<void> {
    return new Patience(this.patienceMs).waitFor(flight.run(), 'a look at the end of the log');
  }

  async #catchUp(): Promise<void> {
    if (this.head === START) {
      // Who knows nothing yet is far behind wherever there is more than one page.
      if ((await this.#readOn(1)).end) return;
      await this.#jump(PAGE);
    }
    for (let nearer = 1; ; nearer *= NEARER) {
      const { end, worthReading } = await this.#readOn(PAGES_BEFORE_JUMP);
      if (end) return;
      await this.#jump(Math.floor(worthReading / nearer));
    }
  }

  /**
   * Reads on until the end of the log, or until it is better to jump there.
   * @returns whether it was the end; else how many positions like these are worth reading behind the jump
   */
  async #readOn(mostPages: number): Promise<{ readonly end: boolean; readonly worthReading: number }> {
    const from = { head: this.head, bytes: this.window.bytesTaken };
    for (let pages = 1; ; pages += 1) {
      const began = performance.now();
      const { commits, more } = await this.#look();
      this.learn(commits);
      this.#lookedAt = began;
      const bytes = this.window.bytesTaken - from.bytes;
      if (more && pages < mostPages && bytes < BYTES_BEFORE_JUMP) continue;
      const likeThese = ((this.head - from.head) * BYTES_BEHIND_JUMP) / Math.max(1, bytes);
      return { end: !more, worthReading: Math.min(PAGE, likeThese) };
    }
  }

  /** The next commits, and that the last one that is known is there: a log that does not hold it is another one. */
  async #look(): Promise<CommitPage> {
    const { end, endBytes } = this.window;
    const from = this.head;
    if (endBytes <= LIGHT) {
      const after = toPosition(Math.max(0, end.position - 1));
      const page = await this.storage.commitsAfter(after, from + PAGE - after);
      if (from === START) return page;
      this.#assertKnown(end, page.commits[0]);
      // Else it was all that the page had room for.
      if (page.commits.length > 1 || !page.more) return page;
    }
    const page = await this.storage.commitsAfter(from, PAGE);
    // After the page, which came from the log that is seen here, or from the one before it.
    this.#assertKnown(end, await this.storage.headerAt(toPosition(end.lastPosition)));
    return page;
  }

  /** @throws EventStoreError `log-diverged` */
  #assertKnown({ lastPosition, hash }: ChainEnd, there: CommitHeader | undefined): void {
    if (there?.hash === hash) return;
    const found = there?.lastPosition === lastPosition ? there.hash : null;
    throw logDiverged('this process', { position: lastPosition, hash }, found, RESTART);
  }

  /** @param warm positions before the end from which it is read, so that the window is not empty */
  async #jump(warm: number): Promise<void> {
    const last = await this.storage.lastHeaderAfter(this.head);
    if (last === undefined || last.lastPosition - this.head <= warm) return;
    const start = await this.storage.headerAt(toPosition(last.lastPosition - warm));
    // While this waited, the writer may have taken the window further than the jump would.
    if (start && start.lastPosition > this.head) this.window.restartAfter(start);
  }
}
