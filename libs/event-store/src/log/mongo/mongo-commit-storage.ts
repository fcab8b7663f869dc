import type { Collection, Db, Filter, FindOptions } from 'mongodb';
import { withTimeout } from '../../async';
import { type Commit, type Position, type Query, storeUnavailable, toPosition } from '../../contract';
import type { Audited, CommitStorage, Direction, Range } from '../storage';
import { auditStored, sharedAudited } from './audit-stored';
import {
  type CausalSessions,
  DECISIVE,
  DURABLE,
  findAtOnce,
  isPassing,
  SessionPool,
  translateDriverError,
} from '../../driver';
import { ConditionLookups } from './condition-lookups';
import { mergeByPosition } from './merge-by-position';
import { itemFilter } from './query-filter';
import { insertError } from './refused-insert';
import type { StoredCommit } from './commit-form';
import { fromStored, sharedFromStored, toStored } from './stored-commit';

/** Documents in one answer: one more than a usual page has, so that its first answer is its last. */
const BATCH = 1_001;
const PAGE = 100;

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
  readonly #lookups: ConditionLookups;
  readonly #sessions: SessionPool;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    /** Width of the closed range that surely holds the commit of a position. */
    private readonly maxEventsPerCommit: number,
    /** Milliseconds that one exchange with the database may take. */
    private readonly patienceMs: number,
    private readonly collection = 'commits',
  ) {
    this.#commits = db.collection<StoredCommit>(collection);
    this.#sessions = new SessionPool(causality);
    this.#lookups = new ConditionLookups(
      async (filter, limit) => (await this.#stored(filter, { limit })).map(fromStored),
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
    } catch (error) {
      throw insertError(error, stored);
    }
  }

  commitsAfter(boundary: Position, limit: number): Promise<Commit[]> {
    // A closed range instead of sort and limit on an open one: the log has no gaps, so it holds all there can be.
    return this.#find({ position: { $gt: boundary, $lte: boundary + limit } });
  }

  async commitsById(ids: readonly string[]): Promise<Audited[]> {
    // Not sorted: a sort by position would tempt a planner to walk the whole log instead of the index on _id.
    return (await this.#stored({ _id: { $in: [...ids] } }, {})).map(sharedAudited);
  }

  async commitAt(position: Position): Promise<Commit | undefined> {
    const [stored] = await this.#stored(
      { position: { $gt: position - this.maxEventsPerCommit, $lte: position } },
      { sort: { position: -1 }, limit: 1 },
    );
    const commit = stored && sharedFromStored(stored);
    return commit && commit.lastPosition >= position ? commit : undefined;
  }

  async lastCommitAfter(boundary: Position): Promise<Commit | undefined> {
    // Doubles its stride until it runs off the end, then halves the rest: the log has no gaps, so each probe is exact.
    let last = await this.commitAt(toPosition(boundary + 1));
    if (last === undefined) return undefined;
    let stride = this.maxEventsPerCommit;
    for (let grow = true; ; stride = grow ? stride * 2 : Math.ceil(stride / 2)) {
      const probe: Commit | undefined = await this.commitAt(toPosition(last.lastPosition + stride));
      if (probe) last = probe;
      else grow = false;
      if (!grow && stride === 1) return last;
    }
  }

  scan(query: Query, range: Range, direction: Direction): AsyncIterable<readonly Commit[]> {
    const items = query.items.length === 0 ? [{}] : query.items;
    // One cursor for each item, merged: an index serves every one of them in order, which $or does not promise.
    const cursors = items.map((item) => this.#pages(itemFilter(item), this.#reach(range), direction));
    const [only] = cursors;
    return cursors.length === 1 && only ? only : mergeByPosition(cursors, direction);
  }

  commitMatching(query: Query, range: Range, except: readonly string[]): Promise<Commit | undefined> {
    return this.#lookups.commitMatching(query, range, except);
  }

  async audit(after: number, limit: number): Promise<readonly Audited[]> {
    // The closed range serves an intact log; only where it is empty may there be a gap to pass over.
    const sort = { position: 1 } as const;
    const near = await this.#stored({ position: { $gt: after, $lte: after + limit } }, { sort });
    const found = near.length > 0 ? near : await this.#stored({ position: { $gt: after } }, { sort, limit });
    return found.map(auditStored);
  }

  async strays(limit: number): Promise<readonly Audited[]> {
    return (await this.#stored({ position: { $not: { $gte: 1 } } }, { limit })).map(auditStored);
  }

  causalToken(): string {
    return this.causality.token();
  }

  advanceTo(token: string): void {
    this.causality.advanceTo(token);
  }

  async serverTime(): Promise<Date> {
    const controller = new AbortController();
    const hello = this.db.command({ hello: 1 }, { signal: controller.signal });
    const { localTime } = await this.#inTime(hello, controller);
    return toDate(localTime);
  }

  /** Commits that begin in a range, and the one that may reach into it from before. */
  #reach({ after, upTo }: Range): { $gt: number; $lte: number } {
    return { $gt: Math.max(0, after - this.maxEventsPerCommit + 1), $lte: upTo };
  }

  /** Goes on from its position when its cursor or its primary is lost on the way: the log has no gaps, so nothing is missed. */
  async *#pages(
    filter: Filter<StoredCommit>,
    position: { readonly $gt: number; readonly $lte: number },
    direction: Direction,
  ): AsyncGenerator<readonly Commit[]> {
    for (let left: object = position; ;) {
      let last: Commit | undefined;
      try {
        for await (const page of this.#cursor({ ...filter, position: left }, direction)) {
          last = page.at(-1);
          yield page;
        }
        return;
      } catch (error) {
        // Without progress it would fail again.
        if (!last || !isPassing(error)) throw translateDriverError(error, 'a read');
        left =
          direction === 'forwards'
            ? { ...position, $gt: last.position }
            : { $gt: position.$gt, $lt: last.position };
      }
    }
  }

  async *#cursor(filter: Filter<StoredCommit>, direction: Direction): AsyncGenerator<readonly Commit[]> {
    const session = this.#sessions.take();
    const controller = new AbortController();
    const cursor = this.#commits
      .find(filter, { ...DECISIVE, session, batchSize: BATCH, signal: controller.signal })
      .sort({ position: direction === 'forwards' ? 1 : -1 });
    try {
      for (;;) {
        const stored = await this.#inTime(cursor.next(), controller);
        if (stored === null) return;
        // Parsed a few at a time: what a thousand leave behind outlives young garbage.
        yield [stored, ...cursor.readBufferedDocuments(PAGE - 1)].map(fromStored);
      }
    } catch (error) {
      controller.abort();
      throw error;
    } finally {
      await cursor.close();
      if (controller.signal.aborted) await this.causality.end(session);
      else this.#sessions.giveBack(session);
    }
  }

  async #find(filter: Filter<StoredCommit>): Promise<Commit[]> {
    return (await this.#stored(filter, { sort: { position: 1 } })).map(sharedFromStored);
  }

  async #stored(filter: Filter<StoredCommit>, options: FindOptions): Promise<StoredCommit[]> {
    const controller = new AbortController();
    try {
      return await this.#inTime(this.#allOf(filter, options, controller.signal), controller);
    } catch (error) {
      throw translateDriverError(error, 'a read');
    }
  }

  /**
   * Waits for a read for a limited time, and aborts it after that, and with it its connection: on one that is
   * black-holed, or (driver 7.8) closes while the request is being written, a read would wait for ever.
   * @throws EventStoreError `store-unavailable`
   */
  #inTime<Result>(read: Promise<Result>, controller: AbortController): Promise<Result> {
    return withTimeout(this.patienceMs, read, () => {
      const error = storeUnavailable('a read', new Error(`No answer within ${this.patienceMs} ms.`));
      controller.abort(error);
      return error;
    });
  }

  async #allOf(
    filter: Filter<StoredCommit>,
    options: FindOptions,
    signal: AbortSignal,
  ): Promise<StoredCommit[]> {
    // The cursor is for what takes more than one answer, or another try.
    return (
      (await this.#atOnce(filter, options, signal).catch(() => undefined)) ??
      (await this.#byCursor(filter, options, signal))
    );
  }

  #atOnce(
    filter: Filter<StoredCommit>,
    options: FindOptions,
    signal: AbortSignal,
  ): Promise<StoredCommit[] | undefined> {
    // Made anew each time: the driver writes the session's operation time into it.
    const readConcern = { ...DECISIVE.readConcern };
    const find = { find: this.collection, filter, batchSize: BATCH, ...options, readConcern };
    return this.#sessions.use((session) => findAtOnce<StoredCommit>(this.db, find, { session, signal }));
  }

  #byCursor(
    filter: Filter<StoredCommit>,
    options: FindOptions,
    signal: AbortSignal,
  ): Promise<StoredCommit[]> {
    return this.#sessions.use((session) =>
      this.#commits.find(filter, { ...DECISIVE, batchSize: BATCH, ...options, session, signal }).toArray(),
    );
  }
}
