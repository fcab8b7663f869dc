import type { Collection, Db, Filter } from 'mongodb';
import { type Commit, type Position, type Query, storeUnavailable, toPosition } from '../../contract';
import type { Audited, CommitHeader, CommitPage, CommitStorage, Direction, Range } from '../storage';
import { auditStored, sharedAudited } from './audit-stored';
import { type CausalSessions, DURABLE, SessionPool } from '../../driver';
import type { StoredCommit } from './commit-form';
import { ConditionLookups } from './condition-lookups';
import { Density } from './density';
import { insertError } from './refused-insert';
import { Scans } from './scans';
import { StoredCommits } from './stored-commits';
import { sharedFromStored, toStored } from './stored-commit';
import { HEADER, headerFrom, type StoredHeader } from './stored-header';
import { OUTLINE, outlineFrom, type StoredOutline } from './stored-outline';

/** Bytes that a page of commits should hold, about. */
const PAGE_BYTES = 8 * 1024 * 1024;
/** Bytes that a server may be made to gather for one answer, about. */
const GATHERED_BYTES = 32 * 1024 * 1024;
/** The commit of a position mostly begins no further before it. */
const NEAR = 4;

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
  readonly #scans: Scans;
  readonly #sessions: SessionPool;
  readonly #density = new Density();
  /** The last position that was seen. */
  #head = 0;

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
    const widest = () => this.#density.positionsWithin(GATHERED_BYTES);
    this.#lookups = new ConditionLookups(
      { find: (filter, limit) => this.#outlines(filter, limit), widest },
      maxEventsPerCommit,
    );
    this.#scans = new Scans({
      cursor: (filter, order, signal) => this.#stored.cursor(filter, order, signal),
      headerAt: (position) => this.headerAt(position),
      seen: (commits) => this.#seen(commits),
      widest,
      head: () => this.#head,
    });
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
      this.#seen(commits);
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
    this.#seen(commits);
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
    return this.#scans.pages(query, range, direction);
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

  provePrimary(known: number): Promise<void> {
    return this.#stored.provePrimary(known);
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

  #seen(commits: readonly Commit[]): void {
    this.#density.learn(commits);
    this.#head = Math.max(this.#head, commits.at(-1)?.lastPosition ?? 0);
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
}
