import type { Collection, Db, Filter } from 'mongodb';
import type { Commit } from '../event';
import { toPosition, type Position } from '../position';
import type { Query } from '../query';
import type { AuditedCommit, CommitStorage, Range } from '../storage';
import type { Causality } from './causality';
import { mergeByPosition } from './merge-by-position';
import { itemFilter } from './query-filter';
import { readError } from './read-errors';
import { fromStored, strayMembers, toStored, type StoredCommit } from './stored-commit';

/** Durable on a majority: the only acknowledgement that counts. */
export const DURABLE = { w: 'majority', j: true } as const;

/** Seen by a majority, on the primary: the only reads that decide. */
export const DECISIVE = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;

const SCAN_BATCH = 1_000;

/** Commits in one MongoDB collection. */
export class MongoCommitStorage implements CommitStorage {
  readonly #commits: Collection<StoredCommit>;

  constructor(
    private readonly db: Db,
    private readonly causality: Causality,
    /** Width of the closed range that surely holds the commit of a position. */
    private readonly maxEventsPerCommit: number,
  ) {
    this.#commits = db.collection<StoredCommit>('commits');
  }

  async insert(commits: readonly Commit[]): Promise<void> {
    await this.causality.session(async (session) => {
      await this.#commits.insertMany(commits.map(toStored), {
        session,
        ordered: true,
        writeConcern: DURABLE,
      });
    });
  }

  commitsAfter(boundary: Position, limit: number): Promise<Commit[]> {
    // A closed range instead of sort and limit on an open one: the log has no gaps, so it holds all there can be.
    return this.#find({ position: { $gt: boundary, $lte: boundary + limit } }, 1);
  }

  commitsById(ids: readonly string[]): Promise<Commit[]> {
    return this.#find({ _id: { $in: [...ids] } }, 1);
  }

  async commitAt(position: Position): Promise<Commit | undefined> {
    const [commit] = await this.#find(
      { position: { $gt: position - this.maxEventsPerCommit, $lte: position } },
      -1,
    );
    return commit && commit.lastPosition >= position ? commit : undefined;
  }

  async lastCommitAfter(boundary: Position): Promise<Commit | undefined> {
    // Doubles its stride until it runs off the end, then halves the rest: the log has no gaps, so each probe is exact.
    let last = await this.commitAt(toPosition(boundary + 1));
    if (last === undefined) return undefined;
    let stride = this.maxEventsPerCommit;
    for (let grow = true; stride >= 1; stride = grow ? stride * 2 : Math.floor(stride / 2)) {
      const probe: Commit | undefined = await this.commitAt(toPosition(last.lastPosition + stride));
      if (probe) last = probe;
      else grow = false;
    }
    return last;
  }

  scan(query: Query, range: Range, direction: 'forwards' | 'backwards'): AsyncIterable<Commit> {
    const items = query.items.length === 0 ? [{}] : query.items;
    // One cursor for each item, merged: an index serves every one of them in order, which $or does not promise.
    const cursors = items.map((item) =>
      this.#cursor({ ...itemFilter(item), position: this.#reach(range) }, direction),
    );
    const [only] = cursors;
    return cursors.length === 1 && only ? only : mergeByPosition(cursors, direction);
  }

  async audit(after: Position, limit: number): Promise<readonly AuditedCommit[]> {
    // The closed range serves an intact log; only where it is empty may there be a gap to pass over.
    const near = await this.#stored({ position: { $gt: after, $lte: after + limit } });
    const found = near.length > 0 ? near : await this.#stored({ position: { $gt: after } }, limit);
    return found.map((stored) => ({ commit: fromStored(stored), stray: strayMembers(stored) }));
  }

  async serverTime(): Promise<Date> {
    const { localTime } = await this.db.command({ hello: 1 });
    return localTime as Date;
  }

  /** Commits that begin in a range, and the one that may reach into it from before. */
  #reach({ after, upTo }: Range): { $gt: number; $lte: number } {
    return { $gt: Math.max(0, after - this.maxEventsPerCommit + 1), $lte: upTo };
  }

  async *#cursor(filter: Filter<StoredCommit>, direction: 'forwards' | 'backwards'): AsyncGenerator<Commit> {
    const session = this.causality.begin();
    const cursor = this.#commits
      .find(filter, { ...DECISIVE, session, batchSize: SCAN_BATCH })
      .sort({ position: direction === 'forwards' ? 1 : -1 });
    try {
      for await (const stored of cursor) yield fromStored(stored);
    } catch (error) {
      throw readError(error);
    } finally {
      await cursor.close();
      await this.causality.end(session);
    }
  }

  async #find(filter: Filter<StoredCommit>, direction: 1 | -1): Promise<Commit[]> {
    return (await this.#stored(filter, 0, direction)).map(fromStored);
  }

  async #stored(
    filter: Filter<StoredCommit>,
    limit = 0,
    direction: 1 | -1 = 1,
  ): Promise<readonly StoredCommit[]> {
    try {
      return await this.causality.session((session) =>
        this.#commits
          .find(filter, { ...DECISIVE, session, limit })
          .sort({ position: direction })
          .toArray(),
      );
    } catch (error) {
      throw readError(error);
    }
  }
}
