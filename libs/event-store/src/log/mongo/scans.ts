import type { Filter } from 'mongodb';
import { type Commit, type Position, type Query, type QueryItem, START } from '../../contract';
import { isPassing, translateDriverError } from '../../driver';
import type { CommitHeader, Direction, Range } from '../storage';
import type { StoredCommit } from './commit-form';
import { mergeByPosition } from './merge-by-position';
import { type Begins, itemFilter, type ServedBy } from './query-filter';
import { fromStored } from './stored-commit';
import { TagDensities } from './tag-densities';

/** What so few of the positions match is looked for in a stretch so many times as wide. */
const WIDENING = 8;
/** So many times as many positions as hold what is wanted, about, are looked at for it: another look costs more. */
const ROOM = 1.2;
/** Positions that are read in a moment, whatever they hold. */
const NARROW = 256;

/** What scans need of a database. */
export interface ScanSource {
  /** @throws what the driver throws */
  cursor(
    filter: Filter<StoredCommit>,
    order: 1 | -1,
    signal: AbortSignal | undefined,
  ): AsyncIterable<readonly StoredCommit[]>;
  /** See `CommitStorage.headerAt`. */
  headerAt(position: Position): Promise<CommitHeader | undefined>;
  /** Is told what was read. */
  seen(commits: readonly Commit[]): void;
  /** Positions that may be read at once: no more bytes than a server should gather for an answer. */
  widest(): number;
  /** The last position that is known. */
  head(): number;
}

/** Reads the commits that match a query, in order, in stretches of the log, each by a cursor of its own. */
export class Scans {
  readonly #densities = new TagDensities();

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
    const density = this.#density(item, range);
    const enough = range.limit && density ? (ROOM * range.limit) / density : Number.POSITIVE_INFINITY;
    let left = await this.#begins(range);
    let times = 1;
    const { signal } = range;
    while (left.after < left.upTo) {
      signal?.throwIfAborted();
      const width = Math.ceil(Math.min(this.source.widest() * share, enough) * times);
      const stretch = isForwards
        ? { after: left.after, upTo: Math.min(left.upTo, left.after + width) }
        : { after: Math.max(left.after, left.upTo - width), upTo: left.upTo };
      const { after, upTo } = stretch;
      let last: Commit | undefined;
      let events = 0;
      try {
        const filter = itemFilter(item, stretch, this.#servedBy(stretch, density));
        for await (const stored of this.source.cursor(filter, isForwards ? 1 : -1, signal)) {
          const page = stored.map(fromStored);
          this.source.seen(page);
          last = page.at(-1);
          events += page.reduce((sum, commit) => sum + commit.events.length, 0);
          yield page;
        }
        left = isForwards ? { ...left, after: upTo } : { ...left, upTo: after };
        this.#learn(item, events, upTo - after);
        if (events * WIDENING <= upTo - after) times *= WIDENING;
      } catch (error) {
        signal?.throwIfAborted();
        // Without progress it would fail again.
        if (!last || !isPassing(error)) throw translateDriverError(error, 'a read');
        left = isForwards ? { ...left, after: last.position } : { ...left, upTo: last.position - 1 };
      }
    }
  }

  #density({ tags: [tag] = [] }: QueryItem, { density }: Range): number | undefined {
    return tag === undefined ? undefined : (this.#densities.of(tag) ?? density);
  }

  #learn({ tags: [tag] = [] }: QueryItem, events: number, positions: number): void {
    if (tag !== undefined) this.#densities.learn(tag, { events, positions });
  }

  /** What holds less from the beginning of a stretch on: all of its positions, or all that has the tag, to the log's end. */
  #servedBy({ after, upTo }: Begins, density = 0): ServedBy {
    const positions = upTo - after;
    return positions <= Math.max(NARROW, density * (this.source.head() - after)) ? 'position' : 'tag';
  }

  /** Commits that begin in a range, and the one that may reach into it from before. */
  async #begins({ after, upTo, fromBoundary = after === START }: Range): Promise<Begins> {
    if (fromBoundary) return { after, upTo };
    const header = await this.source.headerAt(after);
    return { after: header && header.lastPosition > after ? header.position - 1 : after, upTo };
  }
}
