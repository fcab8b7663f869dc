import type { Filter } from 'mongodb';
import { eventWithin } from '../reading';
import { type Commit, type Query, type QueryItem, toPosition } from '../../contract';
import type { Range } from '../storage';
import { itemFilter } from './query-filter';
import type { StoredCommit } from './commit-form';

/** Finds commits, unsorted, at most `limit` of them. */
export type FindCommits = (filter: Filter<StoredCommit>, limit: number) => Promise<readonly Commit[]>;

interface Lookup {
  readonly query: Query;
  readonly range: Range;
  readonly except: readonly string[];
  readonly resolve: (commit: Commit | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Tags in one query, and commits that one query may bring: more are looked up one by one. */
const MAX_TAGS = 250;
const MAX_FOUND = 500;
/** Positions before the head in which what is busy surely shows. */
const RECENT = 4_096;
/** The first stretch that is searched for a single lookup; the next ones are as many times as wide. */
const FIRST_WIDTH = 1_024;
const WIDENING = 64;

/**
 * Looks for events that conditions older than the window forbid. Conditions that arrive in one turn are looked up
 * together, by the tags of all of them: most find nothing, and one query tells so for hundreds.
 */
export class ConditionLookups {
  #waiting: Lookup[] = [];

  constructor(
    private readonly find: FindCommits,
    private readonly maxEventsPerCommit: number,
  ) {}

  /** Any one commit that holds a matching event in a range, those of some ids not counted. */
  commitMatching(query: Query, range: Range, except: readonly string[]): Promise<Commit | undefined> {
    const items = query.items.length === 0 ? [{}] : query.items;
    if (!items.every(isTagged)) return this.#one({ items }, range, except);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ query, range, except, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += MAX_TAGS) {
      const part = waiting.slice(start, start + MAX_TAGS);
      this.#together(part).catch((error: unknown) => part.forEach(({ reject }) => reject(error)));
    }
  }

  async #together(lookups: readonly Lookup[]): Promise<void> {
    const upTo = Math.max(...lookups.map(({ range }) => range.upTo));
    const from = Math.min(...lookups.map(({ range }) => this.#reach(range)));
    const recent = Math.max(from, upTo - RECENT);
    // What is busy shows among the recent; what is left to be looked for further back is rare.
    const rare = await this.#resolveFrom(lookups, recent, upTo, 0);
    const left = recent > from ? await this.#resolveFrom(rare, from, recent, MAX_FOUND) : rare;
    await Promise.all(
      left.map(async ({ query, range, except, resolve }) =>
        resolve(recent > from ? await this.#one(query, range, except) : undefined),
      ),
    );
  }

  /**
   * Resolves the lookups that a stretch of the log decides.
   * @param limit of commits; 0 none. When it is reached, nothing that was not found is known to be missing
   * @returns those that are still open: not found here, or not looked for completely
   */
  async #resolveFrom(
    lookups: readonly Lookup[],
    after: number,
    upTo: number,
    limit: number,
  ): Promise<readonly Lookup[]> {
    if (lookups.length === 0) return [];
    const tags = new Set(lookups.flatMap(({ query }) => query.items.flatMap(firstTag)));
    const filter = { 'events.tags': { $in: [...tags] }, position: { $gt: after, $lte: upTo } };
    const found = await this.find(filter, limit);
    return lookups.filter(({ query, range, except, resolve }) => {
      const hit = found.find((commit) => !except.includes(commit.id) && eventWithin(commit, query, range));
      if (hit) resolve(hit);
      const decidedToBeMissing = limit > 0 && found.length < limit;
      if (!hit && decidedToBeMissing) resolve(undefined);
      return !hit && !decidedToBeMissing;
    });
  }

  async #one({ items }: Query, range: Range, except: readonly string[]): Promise<Commit | undefined> {
    for (const item of items) {
      for (const part of fromTheEnd(range)) {
        const hit = await this.#hit(item, part, except);
        if (hit) return hit;
      }
    }
    return undefined;
  }

  async #hit(item: QueryItem, range: Range, except: readonly string[]): Promise<Commit | undefined> {
    const query = { items: [item] };
    const among = (after: number, upTo: number, limit: number) => {
      const position = { $gt: after, $lte: upTo };
      const others = except.length > 0 && { _id: { $nin: [...except] } };
      // The embedded engine takes the index of what is named first; MongoDB chooses by itself.
      return isTagged(item)
        ? this.find({ ...itemFilter(item), position, ...others }, limit)
        : this.find({ position, ...itemFilter(item), ...others }, limit);
    };
    const [first] = await among(this.#reach(range), range.upTo, 1);
    if (!first || eventWithin(first, query, range)) return first;
    // It lies astride the beginning, and matches before it only.
    const [astride, [later]] = await Promise.all([
      among(this.#reach(range), range.after, 0),
      among(range.after, range.upTo, 1),
    ]);
    return astride.find((commit) => eventWithin(commit, query, range)) ?? later;
  }

  /** A commit that begins at or before it ends at or before the range does. */
  #reach({ after }: Range): number {
    return Math.max(0, after - this.maxEventsPerCommit + 1);
  }
}

const isTagged = ({ tags = [] }: QueryItem): boolean => tags.length > 0;

const firstTag = ({ tags = [] }: QueryItem): readonly string[] => tags.slice(0, 1);

/** Parts of a range, the last first and each wider than the one before: what is common is found soon. */
function* fromTheEnd({ after, upTo }: Range): Generator<Range> {
  let end = upTo;
  for (let width = FIRST_WIDTH; end > after; width *= WIDENING) {
    const start = toPosition(Math.max(after, end - width));
    yield { after: start, upTo: end };
    end = start;
  }
}
