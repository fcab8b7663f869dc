import type { ClientSession, Collection, Db } from 'mongodb';
import type { Causality } from '../../log/mongo/causality';
import { DECISIVE } from '../../log/mongo/mongo-commit-storage';
import { toPosition, type Position } from '../../log/position';
import { ensureCollections } from '../../subscriptions/mongo/transactions';

/** An event that was set aside. */
export interface ParkedItem {
  readonly position: Position;
  readonly key: string;
  /** Tries that failed; 0: it waits behind an earlier one of its key. */
  readonly attempts: number;
  readonly error: string;
  readonly since: Date;
}

interface StoredItem extends Omit<ParkedItem, 'position'> {
  readonly _id: string;
  readonly reaction: string;
  readonly position: number;
}

/** What reactions have set aside, in one collection; written only together with a checkpoint. */
export class ParkedItems {
  readonly #items: Collection<StoredItem>;

  constructor(
    private readonly db: Db,
    private readonly causality: Causality,
    private readonly reaction: string,
  ) {
    this.#items = db.collection<StoredItem>('parked');
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, ['parked']);
    await this.#items.createIndexes([
      { key: { reaction: 1, position: 1 }, name: 'position' },
      { key: { reaction: 1, key: 1, position: 1 }, name: 'key' },
    ]);
  }

  /** Sets items aside; those that are already keep what they say. */
  async add(items: readonly ParkedItem[], session: ClientSession): Promise<void> {
    await this.#items.bulkWrite(
      items.map((item) => ({
        updateOne: {
          filter: { _id: `${this.reaction}/${item.position}` },
          update: { $setOnInsert: { ...item, reaction: this.reaction } },
          upsert: true,
        },
      })),
      { session, ordered: true },
    );
  }

  /** The keys that wait. */
  keys(): Promise<readonly string[]> {
    return this.causality.session((session) =>
      this.#items.distinct('key', { reaction: this.reaction }, { ...DECISIVE, session }),
    );
  }

  count(): Promise<number> {
    return this.causality.session((session) =>
      this.#items.countDocuments({ reaction: this.reaction }, { ...DECISIVE, session }),
    );
  }

  /** In order of position, after one. @param limit from 1 */
  list(after: Position, limit: number): Promise<readonly ParkedItem[]> {
    return this.causality.session(async (session) => {
      const found = await this.#items
        .find({ reaction: this.reaction, position: { $gt: after } }, { ...DECISIVE, session })
        .sort({ position: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ position, key, attempts, error, since }) => ({
        position: toPosition(position),
        key,
        attempts,
        error,
        since,
      }));
    });
  }
}
