import type { Collection, Db, Filter } from 'mongodb';
import { type Commit, type Position, type Query, storeUnavailable, toPosition } from '../../contract';
import type { Audited, CommitHeader, CommitPage, CommitStorage, Direction, Range } from '../storage';
import { auditStored, sharedAudited } from './audit-stored';
import { type CausalSessions, DURABLE, isPassing, SessionPool, translateDriverError } from '../../driver';
import type { StoredCommit } from './commit-form';
import { ConditionLookups } from './condition-lookups';
import { Density } from './density';
import { mergeByPosition } from './merge-by-position';
import { itemFilter } from './query-filter';
import { insertError } from './refused-insert';
import { StoredCommits } from './stored-commits';
import { fromStored, sharedFromStored, toStored } from './stored-commit';
import { HEADER, headerFrom, type StoredHeader } from './stored-header';
import { OUTLINE, outlineFrom, type StoredOutline } from './stored-outline';

/** Bytes that a page of commits should hold, about. */
const PAGE_BYTES = 8 * 1024 * 1024;
/** Bytes that a server may be made to gather for one answer, about. */
const GATHERED_BYTES = 32 * 1024 * 1024;
/** What so few of the positions match is looked for in a stretch so many times as wide. */
const WIDENING = 8;
/** The commit of a position mostly begins no further before it. */
const NEAR = 4;

/** Positions where commits begin. */
interface Begins {
  readonly after: number;
  readonly upTo: number;
}

/** A number at some servers that speak the protocol. */
const toDate = (localTime: unknown): Date => {
  const date = new Date(localTime instanceof Date || typeof localTime === 'number' ? localTime : Number.NaN);
  if (Number.isNaN(date.getTime()))
    throw storeUnavailable('its time', new Error(`localTime is ${String(localTime)}.`));
  return date;
};

/** Commits in one MongoDB collection. */
export class MongoCommitStorage implements CommitStorage {
  readonly #commits: Collection<StoredCommit>;
  readonly #stored: StoredCommits;
  readonly #lookups: ConditionLookups;
  readonly #sessions: SessionPool;
  readonly #density = new Density();

  /**
   * @param maxEventsPerCommit width of the closed range that surely holds the commit of a position
   * @param patienceMs milliseconds that one exchange with the database may take
   */
  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly maxEventsPerCommit: number,
    patienceMs: number,
    collection = 'commits',
  ) {
    this.#commits = db.collection<StoredCommit>(collection);
    this.#sessions = new SessionPool(causality);
    this.#stored = new StoredCommits(db, causality, this.#sessions, patienceMs, collection);
    this.#lookups = new ConditionLookups(
      { find: (filter, limit) => this.#outlines(filter, limit), widest: () => this.#gathered() },
      maxEventsPerCommit,
    );
  }

  async insert(commits: readonly Commit[]): Promise<void> {
    const options = { writeConcern: DURABLE };
    const stored = commits.map(toStored);
    const [only] = stored;
    try {
      await this.#sessions.use(async (session) => {
        // A bulk of one costs more than the one.
        await (stored.length === 1 && only
          ? this.#commits.insertOne(only, { ...options, session })
          : this.#commits.insertMany(stored, { ...options, session, ordered: true }));
      });
      this.#density.learn(commits);
    } catch (error) {
      throw insertError(error, stored);
    }
  }

  async commitsAfter(boundary: Position, limit: number): Promise<CommitPage> {
    // A closed range instead of sort and limit on an open one: the log has no gaps, so it holds all there can be.
    const upTo = boundary + Math.min(limit, this.#density.positionsWithin(PAGE_BYTES));
    const { documents, more } = await this.#stored.reply(
      { position: { $gt: boundary, $lte: upTo } },
      { sort: { position: 1 } },
    );
    const commits = documents.map(sharedFromStored);
    this.#density.learn(commits);
    return { commits, more: more || (commits.at(-1)?.lastPosition ?? 0) >= upTo };
  }

  async commitsById(ids: readonly string[]): Promise<Audited[]> {
    const found: Audited[] = [];
    for (let left = ids; left.length > 0;) {
      // Not sorted: a sort by position would tempt a planner to walk the whole log instead of the index on _id.
      const { documents, more } = await this.#stored.reply({ _id: { $in: [...left] } });
      found.push(...documents.map(sharedAudited));
      const there = new Set(documents.map(({ _id }) => _id));
      left = more ? left.filter((id) => !there.has(id)) : [];
    }
    return found;
  }

  async headerAt(position: Position): Promise<CommitHeader | undefined> {
    // The embedded engine gathers a range before it takes the last of it.
    const header =
      (await this.#lastHeader(position - NEAR, position)) ??
      (await this.#lastHeader(position - this.maxEventsPerCommit, position - NEAR));
    return header && header.lastPosition >= position ? header : undefined;
  }

  async lastHeaderAfter(boundary: Position): Promise<CommitHeader | undefined> {
    // Doubles its stride until it runs off the end, then halves the rest: the log has no gaps, so each probe is exact.
    let last = await this.headerAt(toPosition(boundary + 1));
    if (last === undefined) return undefined;
    let stride = this.maxEventsPerCommit;
    for (let grow = true; ; stride = grow ? stride * 2 : Math.ceil(stride / 2)) {
      const probe: CommitHeader | undefined = await this.headerAt(toPosition(last.lastPosition + stride));
      if (probe) last = probe;
      else grow = false;
      if (!grow && stride === 1) return last;
    }
  }

  scan(query: Query, range: Range, direction: Direction): AsyncIterable<readonly Commit[]> {
    const items = query.items.length === 0 ? [{}] : query.items;
    // One cursor for each item, merged: an index serves every one of them in order, which $or does not promise.
    const share = 1 / items.length;
    const cursors = items.map((item) => this.#pages(itemFilter(item), range, direction, share));
    const [only] = cursors;
    return cursors.length === 1 && only ? only : mergeByPosition(cursors, direction);
  }

  positionMatching(query: Query, range: Range, except: readonly string[]): Promise<Position | undefined> {
    return this.#lookups.positionMatching(query, range, except);
  }

  async audit(after: number, limit: number): Promise<readonly Audited[]> {
    // The closed range serves an intact log; only where it is empty may there be a gap to pass over.
    const sort = { position: 1 } as const;
    const width = Math.min(limit, this.#density.positionsWithin(PAGE_BYTES));
    const near = await this.#stored.reply({ position: { $gt: after, $lte: after + width } }, { sort });
    const { documents } =
      near.documents.length > 0
        ? near
        : await this.#stored.reply({ position: { $gt: after } }, { sort, limit: width });
    const found = documents.map(auditStored);
    this.#density.learn(found.flatMap((one) => ('commit' in one ? one.commit : [])));
    return found;
  }

  async strays(limit: number): Promise<readonly Audited[]> {
    const { documents } = await this.#stored.reply({ position: { $not: { $gte: 1 } } }, { limit });
    return documents.map(auditStored);
  }

  causalToken(): string {
    return this.causality.token();
  }

  advanceTo(token: string): void {
    this.causality.advanceTo(token);
  }

  async serverTime(): Promise<Date> {
    const { localTime } = await this.#stored.inTime(({ signal }) =>
      this.db.command({ hello: 1 }, { signal }),
    );
    return toDate(localTime);
  }

  /** Positions that a server may be made to gather at once. */
  #gathered(): number {
    return this.#density.positionsWithin(GATHERED_BYTES);
  }

  async #lastHeader(after: number, upTo: number): Promise<CommitHeader | undefined> {
    const { documents } = await this.#stored.reply<StoredHeader>(
      { position: { $gt: after, $lte: upTo } },
      { sort: { position: -1 }, limit: 1, projection: HEADER },
    );
    return documents[0] && headerFrom(documents[0]);
  }

  async #outlines(filter: Filter<StoredCommit>, limit: number) {
    const { documents, more } = await this.#stored.reply<StoredOutline>(filter, {
      ...{ limit, batchSize: limit + 1 },
      projection: OUTLINE,
    });
    return { commits: documents.map(outlineFrom), more: more || documents.length >= limit };
  }

  /** Commits that begin in a range, and the one that may reach into it from before. */
  async #begins({ after, upTo }: Range): Promise<Begins> {
    const reach = Math.max(0, after - this.maxEventsPerCommit + 1);
    // Where all that may reach into it is much, the one that does is looked for.
    if (after - reach < this.#gathered()) return { after: reach, upTo };
    const header = await this.headerAt(after);
    return { after: header && header.lastPosition > after ? header.position - 1 : after, upTo };
  }

  /**
   * A range in stretches, each by a cursor of its own. Goes on from its position when a cursor or its primary is lost on
   * the way: the log has no gaps, so nothing is missed.
   */
  async *#pages(
    filter: Filter<StoredCommit>,
    range: Range,
    direction: Direction,
    share: number,
  ): AsyncGenerator<readonly Commit[]> {
    const isForwards = direction === 'forwards';
    let left = await this.#begins(range);
    let times = 1;
    while (left.after < left.upTo) {
      const width = Math.ceil(this.#gathered() * share * times);
      const { after, upTo } = isForwards
        ? { after: left.after, upTo: Math.min(left.upTo, left.after + width) }
        : { after: Math.max(left.after, left.upTo - width), upTo: left.upTo };
      let last: Commit | undefined;
      let events = 0;
      try {
        const position = { $gt: after, $lte: upTo };
        for await (const stored of this.#stored.cursor({ ...filter, position }, isForwards ? 1 : -1)) {
          const page = stored.map(fromStored);
          this.#density.learn(page);
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
}
