import { randomUUID } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { commitIdReused, EventStoreError, type Position, toPosition } from '../../contract';
import { fingerprintOf } from '../../log';
import { type CausalSessions, ensureCollections, ensureIndexes, inTransaction } from '../../driver';
import type { ParkedItem } from '../backlog-item';
import type { OperatorDecision } from '../operator-decision';
import { itemId, PARKED, type StoredItem } from './stored-item';

interface StoredDecision extends Omit<ParkedItem, 'position'>, Omit<OperatorDecision, 'command'> {
  readonly _id: string;
  readonly reaction: string;
  readonly position: number;
  readonly decidedAt: Date;
  readonly fingerprint?: string;
}

const DECISIONS = 'parked-decisions';

/** Operators' decisions: noted on the parked event for the instance that runs the reaction, and kept as a record. */
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
    await ensureIndexes(this.db, DECISIONS, [{ key: { reaction: 1, position: 1 }, name: 'position' }]);
  }

  /**
   * Notes a decision; the last one about an event counts.
   * @throws EventStoreError `parked-item-not-found`, `invalid-append`; `commit-id-reused` for another decision under the same id
   */
  async decide(position: Position, decision: OperatorDecision, at: Date): Promise<void> {
    const { action, reason, by, command } = decision;
    const id = command?.id ?? randomUUID();
    const fingerprint = command && fingerprintOf(command);
    await inTransaction(this.causality, async (session) => {
      const first = await this.#decisions.findOne({ _id: id }, { session });
      if (first) {
        if (first.fingerprint === fingerprint) return;
        throw commitIdReused(id, toPosition(first.position));
      }
      const item = await this.#items.findOne({ _id: itemId(this.reaction, position) }, { session });
      if (!item || item.state === 'skipped') throw notParked(this.reaction, position);
      const { key, attempts, error, since } = item;
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
}

const notParked = (reaction: string, position: Position) =>
  new EventStoreError(
    'parked-item-not-found',
    `Reaction ${reaction} keeps nothing at position ${position}. Look at what is parked, and at what waits.`,
    { reaction, position },
  );
