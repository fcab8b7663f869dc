import type { ClientSession, Collection, Db } from 'mongodb';
import { EventStoreError, type Position, toPosition } from '../../contract';
import { type CausalSessions, DECISIVE, ensureCollections, ensureIndexes, inTransaction } from '../../driver';
import { type OperatorContext, Decisions } from '../../subscriptions';
import type { DocumentKey, EventSetAside, KeySetAside } from '../set-aside';

interface StoredKey extends KeySetAside {
  readonly _id: string;
  /** Of the generation. */
  readonly subscription: string;
  /** When an operator asked for it to be folded again. */
  readonly asked?: Date;
}

const SET_ASIDE = 'set-aside';

/** What generations of projections have set aside, in one collection. Changed together with their checkpoints. */
export class SetAsideStore {
  readonly #keys: Collection<StoredKey>;
  readonly #decisions: Decisions;

  /** @param subscription of the generation */
  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly subscription: string,
  ) {
    this.#keys = db.collection<StoredKey>(SET_ASIDE);
    this.#decisions = new Decisions(db);
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, [SET_ASIDE]);
    await ensureIndexes(this.db, SET_ASIDE, [{ key: { subscription: 1, position: 1 }, name: 'position' }]);
    await this.#decisions.prepare();
  }

  /** All of them, by position. */
  keys(): Promise<readonly (KeySetAside & { readonly asked?: Date })[]> {
    const { subscription } = this;
    return this.causality.session(async (session) => {
      const found = await this.#keys
        .find({ subscription }, { ...DECISIVE, session })
        .sort({ position: 1 })
        .toArray();
      return found.map(({ _id, subscription: _, ...key }) => ({
        ...key,
        position: toPosition(key.position),
      }));
    });
  }

  /** The same, by the events that set them aside. */
  async events(): Promise<readonly EventSetAside[]> {
    const byPosition = new Map<Position, EventSetAside>();
    for (const { position, type, version, since, asked, ...key } of await this.keys()) {
      const { keys = [], retrying = false } = byPosition.get(position) ?? {};
      byPosition.set(position, {
        ...{ position, type, version, since, keys: [...keys, key] },
        retrying: retrying || asked !== undefined,
      });
    }
    return [...byPosition.values()];
  }

  count(): Promise<number> {
    const { subscription } = this;
    return this.causality.session((session) =>
      this.#keys.countDocuments({ subscription }, { ...DECISIVE, session }),
    );
  }

  /** Sets keys aside, or says anew why they are. */
  async addWithin(session: ClientSession, keys: readonly KeySetAside[]): Promise<void> {
    for (const key of keys) {
      const replacement = { ...key, subscription: this.subscription };
      await this.#keys.replaceOne({ _id: this.#id(key) }, replacement, { session, upsert: true });
    }
  }

  async removeWithin(session: ClientSession, key: DocumentKey): Promise<void> {
    await this.#keys.deleteOne({ _id: this.#id(key) }, { session });
  }

  /** Forgets them all: their generation is dropped. */
  async clear(): Promise<void> {
    const { subscription } = this;
    await this.causality.session((session) => this.#keys.deleteMany({ subscription }, { session }));
  }

  /**
   * Asks for the keys that an event has set aside to be folded again.
   * @throws EventStoreError `set-aside-not-found`; `commit-id-reused` for another decision under the same id
   */
  async ask(position: Position, context: OperatorContext, at: Date): Promise<void> {
    const { subscription } = this;
    await inTransaction(this.causality, async (session) => {
      const decision = { subscription, action: 'retry-set-aside', position, decidedAt: at } as const;
      if (!(await this.#decisions.record(decision, context, session))) return;
      const asked = await this.#keys.updateMany(
        { subscription, position },
        { $set: { asked: at } },
        { session },
      );
      if (asked.matchedCount === 0) throw notSetAside(subscription, position);
    });
  }

  /** The key is last: it may be any text. */
  #id({ model, key }: DocumentKey): string {
    return `${this.subscription}/${model}/${key}`;
  }
}

const notSetAside = (subscription: string, position: Position) =>
  new EventStoreError(
    'set-aside-not-found',
    `The event at position ${position} has set nothing aside in ${subscription}. Look at what is set aside there.`,
    { subscription, position },
  );
