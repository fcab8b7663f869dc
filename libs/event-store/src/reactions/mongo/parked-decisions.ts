import type { Collection, Db } from 'mongodb';
import { EventStoreError, type Position } from '../../contract';
import { type CausalSessions, ensureCollections, ensureIndexes, inTransaction } from '../../driver';
import { isRepeated, recordOf, type StoredDecision } from '../../subscriptions';
import type { ParkedItem } from '../backlog-item';
import type { OperatorDecision } from '../operator-decision';
import { itemId, PARKED, type StoredItem } from './stored-item';

interface StoredParkedDecision
  extends StoredDecision, Omit<ParkedItem, 'position'>, Pick<OperatorDecision, 'action'> {
  readonly reaction: string;
  readonly decidedAt: Date;
}

const DECISIONS = 'parked-decisions';

/** Operators' decisions: noted on the parked event for the instance that runs the reaction, and kept as a record. */
export class ParkedDecisions {
  readonly #items: Collection<StoredItem>;
  readonly #decisions: Collection<StoredParkedDecision>;

  constructor(
    private readonly db: Db,
    private readonly causality: CausalSessions,
    private readonly reaction: string,
  ) {
    this.#items = db.collection<StoredItem>(PARKED);
    this.#decisions = db.collection<StoredParkedDecision>(DECISIONS);
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, [DECISIONS]);
    await ensureIndexes(this.db, DECISIONS, [{ key: { reaction: 1, position: 1 }, name: 'position' }]);
  }

  /**
   * Notes a decision; the last one about an event counts.
   * @throws EventStoreError `parked-item-not-found`, `invalid-append`; `commit-id-reused` for another decision under the same id
   */
  async decide(position: Position, { action, ...context }: OperatorDecision, decidedAt: Date): Promise<void> {
    const { reaction } = this;
    const record = recordOf(context);
    await inTransaction(this.causality, async (session) => {
      const found = await this.#decisions.findOne({ _id: record._id }, { session });
      if (isRepeated(found, record)) return;
      const item = await this.#items.findOne({ _id: itemId(reaction, position) }, { session });
      if (!item || item.state === 'skipped') throw notParked(reaction, position);
      const { key, attempts, error, since } = item;
      await this.#items.updateOne(
        { _id: item._id },
        { $set: { asked: { action, at: decidedAt } } },
        { session },
      );
      await this.#decisions.insertOne(
        { ...record, reaction, position, key, attempts, error, since, action, decidedAt },
        { session },
      );
    });
  }
}

const notParked = (reaction: string, position: Position) =>
  new EventStoreError(
    'parked-item-not-found',
    `Reaction ${reaction} keeps nothing at position ${position}. Look at what is parked, and at what waits.`,
    { reaction, position },
  );
