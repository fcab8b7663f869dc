import type { Filter } from 'mongodb';
import { type Commit, type Position, type Query, type QueryItem, START } from '../../contract';
import { isPassing, translateDriverError } from '../../driver';
import type { CommitHeader, Direction, Range } from '../storage';
import type { StoredCommit } from './commit-form';
import { mergeByPosition } from './merge-by-position';
import { itemFilter } from './query-filter';
import { fromStored } from './stored-commit';

/** What so few of the positions match is looked for in a stretch so many times as wide. */
const WIDENING = 8;

/** What scans need of a database. */
export interface ScanSource {
  /** @throws what the driver throws */
  cursor(filter: Filter<StoredCommit>, order: 1 | -1): AsyncIterable<readonly StoredCommit[]>;
  /** See `CommitStorage.headerAt`. */
  headerAt(position: Position): Promise<CommitHeader | undefined>;
  /** Is told what was read. */
  seen(commits: readonly Commit[]): void;
  /** Positions that may be read at once: no more bytes than a server should gather for an answer. */
  widest(): number;
}

/** Positions where commits begin. */
interface Begins {
  readonly after: number;
  readonly upTo: number;
}

/** Reads the commits that match a query, in order, in stretches of the log, each by a cursor of its own. */
export class Scans {
  constructor(private readonly source: ScanSource) {}

  /** See `CommitStorage.scan`. */
  pages(query: Query, range: Range, direction: Direction): AsyncIterable<readonly Commit[]> {
    const items = query.items.length === 0 ? [{}] : query.items;
    // One cursor for each item, merged: an index serves every one of them in order, which $or does not promise.
    const cursors = items.map((item) => this.#pagesOf(item, range, direction, 1 / items.length));
    const [only] = cursors;
    return cursors.length === 1 && only ? only : mergeByPosition(cursors, direction);
  }

  /**
   * Goes on from its position when a cursor or its primary is lost on the way: the log has no gaps, so nothing is missed.
   * @param share of what may be gathered at once
   */
  async *#pagesOf(
    item: QueryItem,
    range: Range,
    direction: Direction,
    share: number,
  ): AsyncGenerator<readonly Commit[]> {
    const isForwards = direction === 'forwards';
    const filter = itemFilter(item);
    let left = await this.#begins(range);
    let times = 1;
    while (left.after < left.upTo) {
      const width = Math.ceil(this.source.widest() * share * times);
      const { after, upTo } = isForwards
        ? { after: left.after, upTo: Math.min(left.upTo, left.after + width) }
        : { after: Math.max(left.after, left.upTo - width), upTo: left.upTo };
      let last: Commit | undefined;
      let events = 0;
      try {
        const position = { $gt: after, $lte: upTo };
        for await (const stored of this.source.cursor({ ...filter, position }, isForwards ? 1 : -1)) {
          const page = stored.map(fromStored);
          this.source.seen(page);
          last = page.at(-1);
          events += page.reduce((sum, commit) => sum + commit.events.length, 0);
          yield page;
        }
        left = isForwards ? { ...left, after: upTo } : { ...left, upTo: after };
        if (events * WIDENING <= upTo - after) times *= WIDENING;
      } catch (error) {
        // Without progress it would fail again.
        if (!last || !isPassing(error)) throw translateDriverError(error, 'a read');
        left = isForwards ? { ...left, after: last.position } : { ...left, upTo: last.position - 1 };
      }
    }
  }

  /** Commits that begin in a range, and the one that may reach into it from before. */
  async #begins({ after, upTo, fromBoundary = after === START }: Range): Promise<Begins> {
    if (fromBoundary) return { after, upTo };
    const header = await this.source.headerAt(after);
    return { after: header && header.lastPosition > after ? header.position - 1 : after, upTo };
  }
}
