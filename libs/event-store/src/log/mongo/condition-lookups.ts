import type { Filter } from 'mongodb';
import { MicroBatcher } from '../../async';
import { type Position, type Query, type QueryItem, toPosition } from '../../contract';
import { type CommitOutline, matchWithin } from '../reading';
import type { Range } from '../storage';
import type { StoredCommit } from './commit-form';
import { itemFilter } from './query-filter';
import { reachOf } from './reach';

/** What one answer of the database holds, unsorted, of the commits that match. */
export interface Found {
  readonly commits: readonly CommitOutline[];
  readonly more: boolean;
}

/** What lookups need of a database. */
export interface LookupSource {
  /** @param limit of commits in the answer */
  find(filter: Filter<StoredCommit>, limit: number): Promise<Found>;
  /** Positions that may be searched at once: no more bytes than a server should gather for an answer. */
  widest(): number;
}

interface Lookup {
  readonly query: Query;
  readonly range: Range;
  readonly except: readonly string[];
}

/** Tags in one query, and commits that one query may bring: more are looked up one by one. */
const MAX_TAGS = 250;
const MAX_FOUND = 500;
/** Positions before the head in which what is busy surely shows, and commits that may be found there. */
const RECENT = 4_096;
/** The first stretch that is searched for a single lookup; the next ones are as many times as wide. */
const FIRST_WIDTH = 1_024;
const WIDENING = 64;

/**
 * Looks for events that conditions older than the window forbid. Conditions that arrive in one turn are looked up
 * together, by the tags of all of them: most find nothing, and one query tells so for hundreds.
 */
export class ConditionLookups {
  /** Of tagged queries. One that is left to be looked up by itself holds up none of the others. */
  readonly #together = new MicroBatcher<Lookup, Promise<Position | undefined>>(MAX_TAGS, (lookups) =>
    this.#lookUp(lookups),
  );

  constructor(
    private readonly source: LookupSource,
    private readonly maxEventsPerCommit: number,
  ) {}

  /** See `CommitStorage.positionMatching`. */
  async positionMatching(
    query: Query,
    range: Range,
    except: readonly string[],
  ): Promise<Position | undefined> {
    const items = query.items.length === 0 ? [{}] : query.items;
    return items.every(isTagged)
      ? await this.#together.add({ query, range, except })
      : this.#one({ query: { items }, range, except });
  }

  async #lookUp(lookups: readonly Lookup[]): Promise<readonly Promise<Position | undefined>[]> {
    const upTo = Math.max(...lookups.map(({ range }) => range.upTo));
    const from = Math.min(...lookups.map(({ range: { after } }) => reachOf(after, this.maxEventsPerCommit)));
    const recent = Math.max(from, upTo - Math.min(RECENT, this.source.widest()));
    const found = new Map<Lookup, Position | undefined>();
    const open = () => lookups.filter((lookup) => !found.has(lookup));
    const isDecided = await this.#find(open(), recent, upTo, RECENT, found);
    // What is busy shows among the recent; what is left to be looked for further back is rare.
    const isAll =
      recent === from ? isDecided : isDecided && (await this.#find(open(), from, recent, MAX_FOUND, found));
    return lookups.map((lookup) =>
      isAll || found.has(lookup) ? Promise.resolve(found.get(lookup)) : this.#one(lookup),
    );
  }

  /**
   * Finds what a stretch of the log holds for some lookups.
   * @returns whether one answer held all of it, so that what was not found there is not there
   */
  async #find(
    lookups: readonly Lookup[],
    after: number,
    upTo: number,
    limit: number,
    found: Map<Lookup, Position | undefined>,
  ): Promise<boolean> {
    if (lookups.length === 0) return true;
    const tags = new Set(lookups.flatMap(({ query }) => query.items.flatMap(firstTag)));
    const filter = { 'events.tags': { $in: [...tags] }, position: { $gt: after, $lte: upTo } };
    const { commits, more } = await this.source.find(filter, limit);
    for (const lookup of lookups) {
      const match = firstMatch(commits, lookup);
      if (match !== undefined) found.set(lookup, match);
    }
    return !more;
  }

  async #one({ query: { items }, range, except }: Lookup): Promise<Position | undefined> {
    for (const item of items) {
      for (const part of fromTheEnd(range, Math.min(FIRST_WIDTH, this.source.widest()))) {
        const match = await this.#match(item, part, except);
        if (match !== undefined) return match;
      }
    }
    return undefined;
  }

  async #match(item: QueryItem, range: Range, except: readonly string[]): Promise<Position | undefined> {
    const lookup = { query: { items: [item] }, range, except };
    const among = (after: number, upTo: number, limit: number) => {
      const others = except.length > 0 && { _id: { $nin: [...except] } };
      const { types = [] } = item;
      // The embedded engine takes the index of what is named first; MongoDB chooses by itself.
      const filter = isTagged(item)
        ? itemFilter(item, { after, upTo }, 'tag')
        : {
            position: { $gt: after, $lte: upTo },
            ...(types.length > 0 && { 'events.type': { $in: [...types] } }),
          };
      return this.source.find({ ...filter, ...others }, limit);
    };
    const reach = reachOf(range.after, this.maxEventsPerCommit);
    const { commits } = await among(reach, range.upTo, 1);
    const match = firstMatch(commits, lookup);
    if (match !== undefined || commits.length === 0) return match;
    // It lies astride the beginning, and matches before it only.
    const [astride, later] = await Promise.all([
      among(reach, range.after, this.maxEventsPerCommit),
      among(range.after, range.upTo, 1),
    ]);
    return firstMatch([...astride.commits, ...later.commits], lookup);
  }
}

const firstMatch = (
  commits: readonly CommitOutline[],
  { query, range, except }: Lookup,
): Position | undefined => {
  for (const commit of commits) {
    const match = except.includes(commit.id) ? undefined : matchWithin(commit, query, range);
    if (match !== undefined) return match;
  }
  return undefined;
};

const isTagged = ({ tags = [] }: QueryItem): boolean => tags.length > 0;

const firstTag = ({ tags = [] }: QueryItem): readonly string[] => tags.slice(0, 1);

/** Parts of a range, the last first and each wider than the one before: what is common is found soon. */
function* fromTheEnd({ after, upTo }: Range, firstWidth: number): Generator<Range> {
  let end = upTo;
  for (let width = firstWidth; end > after; width *= WIDENING) {
    const start = toPosition(Math.max(after, end - width));
    yield { after: start, upTo: end };
    end = start;
  }
}
