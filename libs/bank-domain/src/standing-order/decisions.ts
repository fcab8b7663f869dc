import { isRefusal, ValidationFault } from '@event-sourcing/domain-kernel';
import { requireOpen, requireTransferable, transfer, type AccountId, type AccountState } from '../account';
import type { MoneyTransferred, TransactionId } from '../account';
import { formatAmount } from '../money';
import {
  standingOrderEnded,
  standingOrderExecuted,
  standingOrderOpened,
  standingOrderSkipped,
  type StandingOrderEnded,
  type StandingOrderEvent,
  type StandingOrderOpened,
} from './events';
import type { StandingOrderId } from './ids';
import { standingOrderRefusals } from './refusals';
import { dueDate, type Schedule } from './schedule';
import { livesWith, nextDueAt, type StandingOrder, type StandingOrderState } from './state';

/** How long a due date that cannot be paid is tried again. */
export const PATIENCE_MS = 3 * 24 * 60 * 60 * 1_000;

/** How far back a standing order may start: what was due since then is paid at once. */
const MAX_BACKDATED_MS = 366 * 24 * 60 * 60 * 1_000;

/** A transfer to be made again and again. */
export interface NewStandingOrder extends Schedule {
  readonly standingOrderId: StandingOrderId;
  readonly from: AccountId;
  readonly to: AccountId;
  /** Of the form of `amountText`; read in the accounts' currency. */
  readonly amount: string;
  readonly description?: string | undefined;
  /** When it is asked for. */
  readonly now: Date;
}

/** The two accounts of an order. */
export interface AccountsOfOrder {
  readonly from: AccountState;
  readonly to: AccountState;
}

/**
 * @throws Refusal `account-not-found` (of `from`, then of `to`), `same-account`, `currency-mismatch`; not
 * `insufficient-funds`: what counts is what the account holds when it is due
 * @throws ValidationFault when it ends before it starts, starts too long ago, or the amount is finer than the currency
 */
export const openStandingOrder = (
  accounts: AccountsOfOrder,
  { now, startsAt, endsAt, every, timeZone, description, ...command }: NewStandingOrder,
): readonly [StandingOrderOpened] => {
  const { from, to, amount } = requireTransferable(accounts, command);
  if (endsAt !== undefined && endsAt < startsAt) throw fault('endsAt', 'must not be before startsAt');
  if (startsAt.getTime() < now.getTime() - MAX_BACKDATED_MS) {
    throw fault('startsAt', 'must not be more than 366 days ago');
  }
  const { owner, currency } = from;
  return [
    standingOrderOpened({
      standingOrderId: command.standingOrderId,
      ...{ owner, from: from.accountId, to: to.accountId },
      ...{ amount: formatAmount(amount), currency, every },
      ...{ startsAt: startsAt.toISOString(), timeZone },
      ...(endsAt !== undefined && { endsAt: endsAt.toISOString() }),
      ...(description !== undefined && { description }),
    }),
  ];
};

/**
 * The order, if it is one of the account's and has not ended.
 * @param states `to` may be left out by those who do not mind that it was closed a moment ago
 * @throws Refusal `account-not-found`, `standing-order-not-found`
 */
export const requireStandingOrder = (
  states: {
    readonly order: StandingOrderState;
    readonly from: AccountState;
    readonly to?: AccountState | undefined;
  },
  ids: { readonly standingOrderId: StandingOrderId; readonly from: AccountId },
): StandingOrder => {
  const { order, to } = states;
  const from = requireOpen(states.from, ids.from);
  const isItsOwn = order.status === 'open' && order.from === ids.from && livesWith(order, from);
  const isAlive = isItsOwn && (to === undefined || (to.status === 'open' && livesWith(order, to)));
  return isAlive ? order : standingOrderRefusals.notFound(ids.from, ids.standingOrderId);
};

/** @throws as `requireStandingOrder` */
export const cancelStandingOrder = (
  states: { readonly order: StandingOrderState; readonly from: AccountState },
  ids: { readonly standingOrderId: StandingOrderId; readonly from: AccountId },
): readonly [StandingOrderEnded] => [ended(requireStandingOrder(states, ids), { reason: 'cancelled' })];

/** Ends an order one of whose accounts was closed; nothing when it has ended already. */
export const endWithAccount = (
  order: StandingOrderState,
  closed: AccountId,
): readonly StandingOrderEnded[] =>
  order.status === 'open' ? [ended(order, { reason: 'account-closed', closed })] : [];

/** A due date to be settled. */
export interface Settlement {
  readonly dueAt: Date;
  /** Names the transfer; the same at every try. */
  readonly transactionId: TransactionId;
  readonly now: Date;
}

/**
 * Settles what is due: pays it, or, when that has not been possible for too long, skips it for good. Nothing when it is
 * settled already, when it is not due yet, or when an account was closed meanwhile.
 * @throws Refusal `insufficient-funds` when it can be tried again
 */
export const settle = (
  states: AccountsOfOrder & { readonly order: StandingOrderState },
  { dueAt, transactionId, now }: Settlement,
): readonly (MoneyTransferred | StandingOrderEvent)[] => {
  const { order, from, to } = states;
  if (order.status !== 'open' || dueAt > now) return [];
  if (nextDueAt(order)?.getTime() !== dueAt.getTime()) return [];
  if (from.status !== 'open' || to.status !== 'open' || !livesWith(order, from, to)) return [];
  const { standingOrderId, description, amount } = order;
  const rest = dueDate(order, order.settled + 1) ? [] : [ended(order, { reason: 'completed' })];
  try {
    const command = { transactionId, from: order.from, to: order.to, amount, description };
    const due = { standingOrderId, dueAt: dueAt.toISOString(), transactionId };
    return [...transfer(states, command), standingOrderExecuted(due), ...rest];
  } catch (error) {
    const isOverdue = now.getTime() >= dueAt.getTime() + PATIENCE_MS;
    if (!isOverdue || !isRefusal(error)) throw error;
    return [standingOrderSkipped({ ...aboutOrder(order), dueAt: dueAt.toISOString() }), ...rest];
  }
};

const ended = (order: StandingOrder, why: Pick<StandingOrderEnded['data'], 'reason' | 'closed'>) =>
  standingOrderEnded({ ...aboutOrder(order), ...why });

const aboutOrder = ({ standingOrderId, owner, from, to, amount, currency }: StandingOrder) => ({
  ...{ standingOrderId, owner, from, to, amount, currency },
});

const fault = (path: string, message: string): ValidationFault => new ValidationFault([{ path, message }]);
