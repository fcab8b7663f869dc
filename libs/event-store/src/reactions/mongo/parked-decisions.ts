import { randomUUID } from 'node:crypto';
import type { ClientSession, Collection, Db } from 'mongodb';
import { commitIdReused, EventStoreError, type Position, toPosition } from '../../contract';
import { type CausalSessions, DECISIVE, ensureCollections, inTransaction } from '../../driver';
import type { DecisionAboutParked, KeptDecision } from '../parked-decision';
import { itemId } from './backlog-writes';
import { PARKED, type StoredItem } from './parked-items';

interface StoredDecision extends Omit<KeptDecision, 'position' | 'id'> {
  readonly _id: string;
  readonly reaction: string;
  readonly position: number;
}

const DECISIONS = 'parked-decisions';

/** What people decide about parked events: noted on the event for the instance that runs the reaction, and kept. */
export class ParkedDecisions {
  readonly #items: Collection<StoredItem>;
  readonly #decisions: Collection<StoredDecision>;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly reaction: string,
  ) {
    this.#items = db.collection<StoredItem>(PARKED);
    this.#decisions = db.collection<StoredDecision>(DECISIONS);
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, [DECISIONS]);
    await this.#decisions.createIndexes([{ key: { reaction: 1, position: 1 }, name: 'position' }]);
  }

  /**
   * Notes a decision; the last one about an event counts.
   * @throws EventStoreError `parked-item-not-found`; `commit-id-reused` for another decision under the same id
   */
  decide(position: Position, decision: DecisionAboutParked, at: Date): Promise<void> {
    const id = decision.id ?? randomUUID();
    return inTransaction(this.causality, async (session) => {
      const first = await this.#decisions.findOne({ _id: id }, { session });
      if (first) {
        if (first.fingerprint === decision.fingerprint) return;
        throw commitIdReused(id, toPosition(first.position));
      }
      const item = await this.#parked(position, session);
      if (!item) throw notParked(this.reaction, position);
      const { key, attempts, error, since } = item;
      const { action, reason, by, fingerprint } = decision;
      await this.#items.updateOne({ _id: item._id }, { $set: { asked: { action, at } } }, { session });
      await this.#decisions.insertOne(
        {
          _id: id,
          reaction: this.reaction,
          ...{ position, key, attempts, error, since, action, decidedAt: at },
          ...(reason !== undefined && { reason }),
          ...(by !== undefined && { by }),
          ...(fingerprint !== undefined && { fingerprint }),
        },
        { session },
      );
    });
  }

  /** What was decided, by position and then in the order of time. @param limit from 1 */
  list(after: Position, limit: number): Promise<readonly KeptDecision[]> {
    return this.causality.session(async (session) => {
      const found = await this.#decisions
        .find({ reaction: this.reaction, position: { $gt: after } }, { ...DECISIVE, session })
        .sort({ position: 1, decidedAt: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id: id, reaction: _, position, ...kept }) => ({
        ...kept,
        id,
        position: toPosition(position),
      }));
    });
  }

  /** An event that is parked, or waits behind one that is. */
  async #parked(position: Position, session: ClientSession): Promise<StoredItem | undefined> {
    const item = await this.#items.findOne({ _id: itemId(this.reaction, position) }, { session });
    if (!item || item.state === 'skipped') return undefined;
    const { key } = item;
    const isParked =
      item.state === 'parked' ||
      (await this.#items.findOne({ reaction: this.reaction, key, state: 'parked' }, { session })) !== null;
    return isParked ? item : undefined;
  }
}

const notParked = (reaction: string, position: Position) =>
  new EventStoreError(
    'parked-item-not-found',
    `Reaction ${reaction} has nothing parked at position ${position}. Look at what is parked.`,
    { reaction, position },
  );
