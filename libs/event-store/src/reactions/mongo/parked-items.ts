import type { ClientSession, Collection, Db } from 'mongodb';
import { type CausalSessions, DECISIVE, ensureCollections, ensureIndexes } from '../../driver';
import { toPosition, type Position } from '../../contract';
import type {
  DecidedItem,
  BacklogChanges,
  BacklogState,
  BacklogStatus,
  KeptEvent,
  ParkedItem,
  WhichItems,
} from '../backlog-item';
import { writesOf } from './backlog-writes';
import { PARKED, type StoredItem } from './stored-item';

/** A key with something kept beside the log. */
export interface QueuedKey {
  readonly key: string;
  readonly size: number;
  /** Nothing of it is done before somebody decides about what is parked. */
  readonly blocked: boolean;
}

/**
 * What reactions keep beside the log, in one collection: what is parked and what waits behind it. Changed by the instance
 * that runs the reaction only, together with its checkpoint; every instance may read it.
 */
export class ParkedItems {
  readonly #items: Collection<StoredItem>;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly reaction: string,
  ) {
    this.#items = db.collection<StoredItem>(PARKED);
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, [PARKED]);
    await ensureIndexes(this.db, PARKED, [
      { key: { reaction: 1, position: 1 }, name: 'position' },
      { key: { reaction: 1, key: 1, position: 1 }, name: 'key' },
      { key: { reaction: 1, state: 1, key: 1 }, name: 'state' },
      { key: { reaction: 1, 'asked.at': 1 }, name: 'asked' },
    ]);
  }

  async apply(changes: BacklogChanges, session: ClientSession): Promise<void> {
    const writes = writesOf(this.reaction, changes);
    if (writes.length > 0) await this.#items.bulkWrite(writes, { session, ordered: true });
  }

  /** The keys with something kept, and how much. */
  queued(): Promise<readonly QueuedKey[]> {
    return this.causality.session(async (session) => {
      const blocked = new Set(await this.#blocked(session));
      const found = await this.#items
        .aggregate<{ _id: string; size: number }>(
          [
            { $match: { reaction: this.reaction, state: { $in: KEPT } } },
            { $group: { _id: '$key', size: { $sum: 1 } } },
          ],
          { ...DECISIVE, session },
        )
        .toArray();
      return found.map(({ _id: key, size }) => ({ key, size, blocked: blocked.has(key) }));
    });
  }

  /** The events after a position that are kept already. */
  keptAfter(after: Position): Promise<readonly KeptEvent[]> {
    return this.#events({ position: { $gt: after } }, Number.MAX_SAFE_INTEGER);
  }

  /** The first that wait of a key, in order. */
  waiting(key: string, limit: number): Promise<readonly KeptEvent[]> {
    return this.#events({ key, state: 'waiting' }, limit);
  }

  /** What operators have decided, and nobody has carried out. */
  decided(): Promise<readonly DecidedItem[]> {
    return this.causality.session(async (session) => {
      const found = await this.#items
        .find({ reaction: this.reaction, 'asked.at': { $gt: new Date(0) } }, { ...DECISIVE, session })
        .toArray();
      return found.flatMap(({ position, key, state, asked }) =>
        asked && state !== 'skipped' ? [{ position: toPosition(position), key, state, ...asked }] : [],
      );
    });
  }

  /** How much there is, and what of it is the oldest. */
  status(): Promise<BacklogStatus> {
    return this.causality.session(async (session) => {
      const kept = { reaction: this.reaction, state: { $in: KEPT } };
      const options = { ...DECISIVE, session };
      const [first] = await this.#items.find(kept, options).sort({ position: 1 }).limit(1).toArray();
      if (!first) return { parked: 0, waiting: 0 };
      const blocked = await this.#blocked(session);
      const parked = await this.#items.countDocuments({ ...kept, key: { $in: blocked } }, options);
      const all = await this.#items.countDocuments(kept, options);
      const { position, since, error } = first;
      return { parked, waiting: all - parked, oldest: { position: toPosition(position), since, error } };
    });
  }

  /**
   * What stands beside the log, by position.
   * @param which what is parked and what waits behind it, what waits and needs nobody's decision, or all
   * @param limit from 1
   */
  list(
    after: Position,
    limit: number,
    order: 'asc' | 'desc' = 'asc',
    which: WhichItems = 'parked',
  ): Promise<readonly ParkedItem[]> {
    return this.causality.session(async (session) => {
      const blocked = which === 'all' ? [] : await this.#blocked(session);
      const keys = { all: {}, parked: { key: { $in: blocked } }, waiting: { key: { $nin: blocked } } }[which];
      const beyond = order === 'asc' ? { $gt: after } : { $lt: after };
      const found = await this.#items
        .find(
          { reaction: this.reaction, ...keys, state: { $in: KEPT }, position: beyond },
          { ...DECISIVE, session },
        )
        .sort({ position: order === 'asc' ? 1 : -1 })
        .limit(limit)
        .toArray();
      return found.map(({ position, key, attempts, error, since }) => ({
        ...{ position: toPosition(position), key, attempts, error, since },
      }));
    });
  }

  #blocked(session: ClientSession): Promise<readonly string[]> {
    return this.#items.distinct(
      'key',
      { reaction: this.reaction, state: 'parked' },
      { ...DECISIVE, session },
    );
  }

  #events(filter: object, limit: number): Promise<readonly KeptEvent[]> {
    return this.causality.session(async (session) => {
      const found = await this.#items
        .find({ reaction: this.reaction, ...filter }, { ...DECISIVE, session, projection: KEPT_EVENT })
        .sort({ position: 1 })
        .limit(Math.min(limit, MAX_LIMIT))
        .toArray();
      return found.map(({ position, key, commitId, state }) => ({
        ...{ position: toPosition(position), key, commitId, state },
      }));
    });
  }
}

const KEPT_EVENT = { position: 1, key: 1, commitId: 1, state: 1 };
const KEPT: readonly BacklogState[] = ['parked', 'waiting'];
const MAX_LIMIT = 2 ** 31 - 1;
