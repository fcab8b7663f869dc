import { EMPTY_CHAIN, type ChainEnd } from '../chain';
import {
  type Commit,
  logCorrupt,
  type Position,
  type Query,
  type RecordedEvent,
  START,
  toPosition,
} from '../../contract';
import type { CommitHeader } from '../storage';
import { EventIndex } from './event-index';
import { firstAfter } from './first-after';
import { heapBytes } from './heap-bytes';

interface Half {
  bytes: number;
  /** Every event after it, up to the next half, is here. */
  readonly start: Position;
  readonly index: EventIndex;
  readonly commits: Map<string, Commit>;
  readonly inOrder: Commit[];
}

const halfAfter = (start: Position): Half => ({
  start,
  bytes: 0,
  index: new EventIndex(),
  commits: new Map(),
  inOrder: [],
});

/**
 * The last part of the log, in memory: complete from its start to the head that this process knows.
 * Two halves; when the young one is full, the old one is forgotten at once, so forgetting costs nothing per event.
 */
export class Window {
  #old: Half = halfAfter(START);
  #young: Half = halfAfter(START);
  #end: ChainEnd = EMPTY_CHAIN;
  #endBytes = 0;
  #bytesTaken = 0;

  /** Of a half; between one and two of them are held. */
  constructor(
    private readonly maxEvents: number,
    private readonly maxBytes: number,
  ) {}

  /** The position after which the window is complete. */
  get start(): Position {
    return this.#old.start;
  }

  /** The last position that this process knows: a commit boundary. */
  get head(): Position {
    return toPosition(this.#end.lastPosition);
  }

  /** What the next commit has to continue. */
  get end(): ChainEnd {
    return this.#end;
  }

  /** Bytes of memory of the last commit, within 30 %; infinite when it is not here. */
  get endBytes(): number {
    return this.#endBytes;
  }

  /** Bytes of memory of all the commits that it has ever taken, within 30 %. */
  get bytesTaken(): number {
    return this.#bytesTaken;
  }

  /** Whether everything after a position is here. */
  covers(after: Position): boolean {
    return after >= this.start;
  }

  /** A commit of the window by its id. */
  commit(id: string): Commit | undefined {
    return this.#young.commits.get(id) ?? this.#old.commits.get(id);
  }

  /** The events after one position and up to another that match, in order; `after` must be covered. */
  matching(query: Query, after: Position, upTo: Position = this.head): RecordedEvent[] {
    const recent = this.#young.index.matching(query, after, upTo);
    return after >= this.#young.start ? recent : [...this.#old.index.matching(query, after, upTo), ...recent];
  }

  /**
   * The commits after a commit boundary, in order; `boundary` must be covered.
   * @param limit commits that begin within so many positions, from 1
   */
  commitsAfter(boundary: Position, limit: number): readonly Commit[] {
    return [this.#old, this.#young].flatMap(({ inOrder }) =>
      inOrder.slice(firstAfter(inOrder, boundary), firstAfter(inOrder, boundary + limit)),
    );
  }

  /**
   * Takes the commits that follow the head; those known already are passed over.
   * @returns the commits that were new
   * @throws EventStoreError `log-corrupt` when they leave a gap
   */
  append(commits: readonly Commit[]): readonly Commit[] {
    const fresh = commits.filter((commit) => commit.lastPosition > this.head);
    for (const commit of fresh) {
      if (commit.position !== this.head + 1) {
        throw logCorrupt(`after position ${this.head} comes ${commit.position}.`, {
          head: this.head,
          position: commit.position,
          commitId: commit.id,
        });
      }
      this.#young.index.add(commit.events);
      this.#young.commits.set(commit.id, commit);
      this.#young.inOrder.push(commit);
      this.#end = commit;
      this.#endBytes = heapBytes(commit);
      this.#young.bytes += this.#endBytes;
      this.#bytesTaken += this.#endBytes;
      if (this.#young.index.size >= this.maxEvents || this.#young.bytes >= this.maxBytes) {
        this.#old = this.#young;
        this.#young = halfAfter(this.head);
      }
    }
    return fresh;
  }

  /** Starts anew behind a commit, when the log has moved too far to read all of it. */
  restartAfter(end: CommitHeader): void {
    this.#end = end;
    this.#endBytes = Number.POSITIVE_INFINITY;
    this.#old = halfAfter(end.lastPosition);
    this.#young = halfAfter(end.lastPosition);
  }
}
