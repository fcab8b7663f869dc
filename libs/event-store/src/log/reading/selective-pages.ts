import { type Commit, matches, type Position, type Query, toPosition } from '../../contract';
import type { CommitStorage } from '../storage';
import { heapBytes } from './heap-bytes';
import type { Tail } from './tail';

/** Where fewer of the commits matter than one of so many, only those are asked for. */
const ONE_OF = 8;
/** Positions that make one page at most, where hardly any of them matters. */
const STRETCH = 10_000;
/** Bytes of memory after which a page ends, about. */
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * The commits of the log, page by page, as a reader needs them that is asked about some of the events: where few matter,
 * the database is asked for those alone, by its indexes, and what does not matter is neither sent nor decoded. Near the
 * end of the log, which is in memory, there is nothing to win.
 */
export class SelectivePages {
  #isSparse = false;

  constructor(
    private readonly storage: CommitStorage,
    private readonly tail: Tail,
    private readonly query: Query,
    private readonly stretch = STRETCH,
  ) {}

  /**
   * Commits after a commit boundary, in order: all of those that hold an event that the query matches, up to the last one
   * that is given. That one may match or not, so that whoever reads can say how far it is.
   * @param limit events after which a page ends, from 1
   */
  async after(boundary: Position, limit: number): Promise<readonly Commit[]> {
    const { head, window } = this.tail;
    const isFar = boundary + this.stretch < head && !window.covers(boundary);
    if (!isFar) return this.tail.commitsAfter(boundary, limit);
    const page = this.#isSparse
      ? await this.#matching(boundary, limit)
      : await this.tail.commitsAfter(boundary, limit);
    this.#learn(page, boundary);
    return page;
  }

  async #matching(boundary: Position, limit: number): Promise<readonly Commit[]> {
    const end = await this.storage.headerAt(toPosition(boundary + this.stretch));
    // It is before the head, so it is there, or this is another log: whoever reads that finds it out.
    if (!end) return this.tail.commitsAfter(boundary, limit);
    const commits: Commit[] = [];
    const range = { after: boundary, upTo: end.lastPosition, fromBoundary: true, limit };
    let [events, bytes] = [0, 0];
    for await (const page of this.storage.scan(this.query, range, 'forwards')) {
      for (const commit of page) {
        commits.push(commit);
        events += commit.events.length;
        bytes += heapBytes(commit);
        if (events >= limit || bytes >= PAGE_BYTES) return commits;
      }
    }
    if (commits.at(-1)?.lastPosition === end.lastPosition) return commits;
    const last = await this.storage.commitsAfter(toPosition(end.position - 1), 1);
    return [...commits, ...last.commits];
  }

  #learn(page: readonly Commit[], boundary: Position): void {
    const positions = (page.at(-1)?.lastPosition ?? boundary) - boundary;
    const matching = page.reduce(
      (sum, { events }) => sum + events.filter((event) => matches(this.query, event)).length,
      0,
    );
    this.#isSparse = matching * ONE_OF < positions;
  }
}
