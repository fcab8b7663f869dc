import { createHash } from 'node:crypto';
import {
  account,
  accountToCredit,
  accountToDebit,
  type AccountId,
  settle,
  settleLate,
  standingOrder,
  standingOrderExecuted,
  type StandingOrderId,
  standingOrderSkipped,
  transactionId,
} from '@event-sourcing/bank-domain';
import { isRefusal } from '@event-sourcing/domain-kernel';
import { type EventStore, isEventStoreError, type Position } from '@event-sourcing/event-store';
import { BY_THE_BANK } from '../../identity';

/** Which due date is to be settled. */
export interface DueDate {
  readonly standingOrderId: StandingOrderId;
  readonly from: AccountId;
  readonly to: AccountId;
  /** Due dates of the order that are settled before it. */
  readonly settled: number;
}

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
 * Pays a due date, or skips it when it could not be paid for too long. How many due dates of the order are settled is a
 * condition of the commit: each is settled once, in order, by whichever instance, however often it is tried.
 * @throws EventStoreError when the store cannot be reached, or the outcome is unknown: try again
 */
export const settleDueDate = async (store: EventStore, due: DueDate, now: Date): Promise<Settled> => {
  const { standingOrderId, settled: number, from, to } = due;
  const name = digest('standing-order', standingOrderId, String(number)).slice(0, 32);
  const settlement = { number, now, transactionId: transactionId.parse(name) };
  const metadata = {
    ...BY_THE_BANK,
    correlationId: `standing-order-${name}`,
    causationId: standingOrderId,
  };
  const order = standingOrder(standingOrderId);
  const tries = [
    () =>
      store.decide(
        { order, from: accountToDebit(from), to: accountToCredit(to) },
        (states) => settle(states, settlement),
        { metadata },
      ),
    () =>
      store.decide(
        { order, from: account(from), to: accountToCredit(to) },
        (states) => settleLate(states, settlement),
        { metadata },
      ),
  ];
  for (const attempt of tries) {
    try {
      const decided = await attempt();
      if (decided.kind === 'nothing') return { kind: 'nothing' };
      const { events, lastPosition: position } = decided.commit;
      return events.some(({ type }) => SETTLED.includes(type))
        ? { kind: 'settled', position }
        : { kind: 'unpaid' };
    } catch (error) {
      if (!isRefusal(error) && !isEventStoreError(error, 'retries-exhausted')) throw error;
    }
  }
  return { kind: 'unpaid' };
};

const SETTLED: readonly string[] = [standingOrderExecuted.type, standingOrderSkipped.type];
