import { isRefusal } from '@event-sourcing/domain-kernel';
import { transfer, type AccountState, type MoneyTransferred, type TransactionId } from '../account';
import {
  aboutOrder,
  standingOrderDelayed,
  standingOrderEnded,
  standingOrderExecuted,
  standingOrderSkipped,
  type StandingOrderEvent,
} from './events';
import { dueDate } from './schedule';
import { livesWith, type StandingOrder, type StandingOrderState } from './state';

/** How long a due date that cannot be paid is tried, from when it could be tried first. */
const PATIENCE_MS = 3 * 24 * 60 * 60 * 1_000;

/** A due date to be settled. */
export interface Settlement {
  /** Which one of the order's, from 0. */
  readonly number: number;
  /** Names the transfer; the same at every try. */
  readonly transactionId: TransactionId;
  readonly now: Date;
}

/** An order and its accounts. */
export interface OrderAndAccounts {
  readonly order: StandingOrderState;
  readonly from: AccountState;
  readonly to: AccountState;
}

type Settled = readonly (MoneyTransferred | StandingOrderEvent)[];

/**
 * Pays what is due. Nothing when it is settled already, when it is not due yet, or when an account was closed meanwhile.
 * @throws Refusal `insufficient-funds` when it cannot be paid
 */
export const settle = (states: OrderAndAccounts, settlement: Settlement): Settled => {
  const due = dueNow(states, settlement);
  if (!due) return [];
  const { order, dueAt } = due;
  const { standingOrderId, from, to, amount, description } = order;
  const { transactionId } = settlement;
  return [
    ...transfer(states, { transactionId, from, to, amount, description }),
    standingOrderExecuted({ standingOrderId, dueAt: dueAt.toISOString(), transactionId }),
    ...endAfter(order),
  ];
};

/**
 * As `settle`, where it was refused: notes what is tried in vain for the first time, and skips for good what was tried for
 * too long. Money that arrives at the same time must not be overlooked: decide it on everything about the account.
 * @throws Refusal `insufficient-funds` when it is known to be late, and to be tried again
 */
export const settleLate = (states: OrderAndAccounts, settlement: Settlement): Settled => {
  try {
    return settle(states, settlement);
  } catch (error) {
    const due = isRefusal(error) && dueNow(states, settlement);
    if (!due) throw error;
    const events = [...delay(due.order, settlement.now), ...skip(due, settlement.now)];
    if (events.length === 0) throw error;
    return events;
  }
};

interface Due {
  readonly order: StandingOrder;
  readonly dueAt: Date;
}

const dueNow = ({ order, from, to }: OrderAndAccounts, { number, now }: Settlement): Due | undefined => {
  if (order.status !== 'open' || order.settled !== number) return undefined;
  if (from.status !== 'open' || to.status !== 'open' || !livesWith(order, from, to)) return undefined;
  const dueAt = dueDate(order, number);
  return dueAt && dueAt <= now ? { order, dueAt } : undefined;
};

/** Those that have become due behind one that cannot be paid could be tried from now on, too. */
const delay = (order: StandingOrder, now: Date): readonly StandingOrderEvent[] => {
  const known = order.delays.at(-1)?.upTo;
  const latest = latestDue(order, now);
  if (!latest || (known && known >= latest)) return [];
  const { standingOrderId } = order;
  return [standingOrderDelayed({ standingOrderId, dueAt: latest.toISOString(), triedAt: now.toISOString() })];
};

const latestDue = (order: StandingOrder, now: Date): Date | undefined => {
  let latest: Date | undefined;
  for (let number = order.settled; ; number += 1) {
    const dueAt = dueDate(order, number);
    if (!dueAt || dueAt > now) return latest;
    latest = dueAt;
  }
};

const skip = ({ order, dueAt }: Due, now: Date): readonly StandingOrderEvent[] => {
  const since = order.delays.find(({ upTo }) => upTo >= dueAt)?.since;
  if (!since || now.getTime() < since.getTime() + PATIENCE_MS) return [];
  return [standingOrderSkipped({ ...aboutOrder(order), dueAt: dueAt.toISOString() }), ...endAfter(order)];
};

/** The end of an order whose last due date is settled. */
const endAfter = (order: StandingOrder): readonly StandingOrderEvent[] =>
  dueDate(order, order.settled + 1)
    ? []
    : [standingOrderEnded({ ...aboutOrder(order), reason: 'completed' })];
