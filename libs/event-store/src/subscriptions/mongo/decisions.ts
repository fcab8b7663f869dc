import { randomUUID } from 'node:crypto';
import type { ClientSession, Collection, Db } from 'mongodb';
import { type Command, commitIdReused, type Position, toPosition } from '../../contract';
import { ensureCollections, ensureIndexes } from '../../driver';
import { fingerprintOf } from '../../log';

/** Who decided something about a subscription, and why. */
export interface OperatorContext {
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
  readonly action: 'retry-set-aside' | 'resume-at' | 'rebuild' | 'pause' | 'resume';
  readonly position: Position;
  readonly decidedAt: Date;
}

/** What is kept of who decided, and of the command under which it was decided. */
export interface StoredDecision {
  readonly _id: string;
  readonly position: number;
  readonly reason?: string;
  readonly by?: string;
  readonly fingerprint?: string;
}

const DECISIONS = 'operator-decisions';

/** What operators have decided about subscriptions: kept for good. */
export class Decisions {
  readonly #decisions: Collection<StoredDecision & SubscriptionDecision>;

  constructor(private readonly db: Db) {
    this.#decisions = db.collection(DECISIONS);
  }

  async prepare(): Promise<void> {
    await ensureCollections(this.db, [DECISIONS]);
    await ensureIndexes(this.db, DECISIONS, [
      { key: { subscription: 1, decidedAt: 1 }, name: 'subscription' },
    ]);
  }

  /**
   * Whether a decision was recorded under its command before.
   * @throws EventStoreError `commit-id-reused` when that was another
   */
  async isRecorded(context: OperatorContext, session: ClientSession): Promise<boolean> {
    const record = recordOf(context);
    return isRepeated(await this.#decisions.findOne({ _id: record._id }, { session }), record);
  }

  /**
   * Records a decision, in the transaction that carries it out.
   * @returns whether it is new: the same one may have been recorded under its command before
   * @throws EventStoreError `commit-id-reused` for another decision under the same id; `invalid-append`
   */
  async record(
    decision: SubscriptionDecision,
    context: OperatorContext,
    session: ClientSession,
  ): Promise<boolean> {
    const record = recordOf(context);
    const found = await this.#decisions.findOne({ _id: record._id }, { session });
    if (isRepeated(found, record)) return false;
    await this.#decisions.insertOne({ ...record, ...decision }, { session });
    return true;
  }
}

/** Of who decided, and why, what is kept with a decision. @throws EventStoreError `invalid-append` */
export const recordOf = ({ reason, by, command }: OperatorContext): Omit<StoredDecision, 'position'> => {
  const fingerprint = command && fingerprintOf(command);
  return {
    _id: command?.id ?? randomUUID(),
    ...(reason !== undefined && { reason }),
    ...(by !== undefined && { by }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
};

/**
 * Whether a decision is the one that was found under the id of its command.
 * @throws EventStoreError `commit-id-reused` when that is another
 */
export const isRepeated = (
  found: Pick<StoredDecision, 'position' | 'fingerprint'> | null,
  { _id, fingerprint }: Omit<StoredDecision, 'position'>,
): boolean => {
  if (!found) return false;
  if (found.fingerprint === fingerprint) return true;
  throw commitIdReused(_id, toPosition(found.position));
};
