import { randomUUID } from 'node:crypto';
import type { ClientSession, Collection, Db } from 'mongodb';
import { type Command, commitIdReused, type Position, toPosition } from '../../contract';
import { ensureCollections, ensureIndexes } from '../../driver';
import { fingerprintOf } from '../../log';

/** Who decided something about a subscription, and why. */
export interface DecisionContext {
  /** Why; kept. */
  readonly reason?: string | undefined;
  /** Who, or which request; kept. */
  readonly by?: string | undefined;
  /** Makes it idempotent. */
  readonly command?: Command | undefined;
}

/** What was decided. */
export interface SubscriptionDecision {
  readonly subscription: string;
  readonly action: 'retry-set-aside' | 'resume-at';
  readonly position: Position;
  readonly decidedAt: Date;
}

interface StoredDecision extends SubscriptionDecision {
  readonly _id: string;
  readonly reason?: string;
  readonly by?: string;
  readonly fingerprint?: string;
}

const DECISIONS = 'operator-decisions';

/** What operators have decided about subscriptions: kept for good. */
export class Decisions {
  readonly #decisions: Collection<StoredDecision>;

  constructor(private readonly db: Db) {
    this.#decisions = db.collection<StoredDecision>(DECISIONS);
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, [DECISIONS]);
    await ensureIndexes(this.db, DECISIONS, [
      { key: { subscription: 1, decidedAt: 1 }, name: 'subscription' },
    ]);
  }

  /**
   * Records a decision, in the transaction that carries it out.
   * @returns whether it is new: the same one may have been recorded under its command before
   * @throws EventStoreError `commit-id-reused` for another decision under the same id; `invalid-append`
   */
  async record(
    decision: SubscriptionDecision,
    { reason, by, command }: DecisionContext,
    session: ClientSession,
  ): Promise<boolean> {
    const _id = command?.id ?? randomUUID();
    const fingerprint = command && fingerprintOf(command);
    const first = await this.#decisions.findOne({ _id }, { session });
    if (first) {
      if (first.fingerprint === fingerprint) return false;
      throw commitIdReused(_id, toPosition(first.position));
    }
    const stored = {
      ...{ _id, ...decision },
      ...(reason !== undefined && { reason }),
      ...(by !== undefined && { by }),
      ...(fingerprint !== undefined && { fingerprint }),
    };
    await this.#decisions.insertOne(stored, { session });
    return true;
  }
}
