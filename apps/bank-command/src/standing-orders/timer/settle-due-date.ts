import { createHash } from 'node:crypto';
import {
  account,
  accountToCredit,
  accountToDebit,
  type StandingOrder,
  PATIENCE_MS,
  settle,
  standingOrder,
  type StandingOrderId,
  transactionId,
} from '@event-sourcing/bank-domain';
import { isRefusal } from '@event-sourcing/domain-kernel';
import { type EventStore, isEventStoreError, type Position } from '@event-sourcing/event-store';
import { BY_THE_BANK } from '../../identity';

/** What came of a due date. */
export type Settled =
  | { readonly kind: 'settled'; readonly position: Position }
  /** It is settled already, or the order is over. */
  | { readonly kind: 'nothing' }
  /** It cannot be paid now. */
  | { readonly kind: 'unpaid' };

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Pays a due date, or skips it when it could not be paid for too long: one commit under an id made of the order and the
 * due date, so that it is settled once, by whichever instance, however often it is tried.
 * @throws EventStoreError when the store cannot be reached, or the outcome is unknown: try again
 */
export const settleDueDate = async (
  store: EventStore,
  { standingOrderId, from, to }: Pick<StandingOrder, 'standingOrderId' | 'from' | 'to'>,
  dueAt: Date,
  now: Date,
): Promise<Settled> => {
  const commitId = commitIdOf(standingOrderId, dueAt);
  const id = transactionId.parse(digest('transaction', commitId).slice(0, 32));
  const isOverdue = now.getTime() >= dueAt.getTime() + PATIENCE_MS;
  const accounts = isOverdue
    ? // Money that arrives at the same time must not be overlooked when a date is skipped for good.
      { from: account(from), to: accountToCredit(to) }
    : { from: accountToDebit(from), to: accountToCredit(to) };
  try {
    const decided = await store.decide(
      { order: standingOrder(standingOrderId), ...accounts },
      (states) => settle(states, { dueAt, transactionId: id, now }),
      {
        command: { id: commitId, anyRequest: true },
        metadata: {
          ...BY_THE_BANK,
          correlationId: `standing-order-${commitId.slice(0, 32)}`,
          causationId: standingOrderId,
        },
      },
    );
    return decided.kind === 'written'
      ? { kind: 'settled', position: decided.commit.lastPosition }
      : { kind: 'nothing' };
  } catch (error) {
    if (isRefusal(error) || isEventStoreError(error, 'retries-exhausted')) return { kind: 'unpaid' };
    throw error;
  }
};

const commitIdOf = (id: StandingOrderId, dueAt: Date): string =>
  digest('standing-order', id, dueAt.toISOString());
