import { ValidationFault } from '@event-sourcing/domain-kernel';
import { requireOpen, requireTransferable, type AccountId, type AccountState } from '../account';
import { formatAmount } from '../money';
import {
  aboutOrder,
  standingOrderEnded,
  standingOrderOpened,
  type StandingOrderEnded,
  type StandingOrderOpened,
} from './events';
import type { StandingOrderId } from './ids';
import type { OrderOfAccount } from './models';
import { standingOrderRefusals } from './refusals';
import type { Schedule } from './schedule';
import { livesWith, type StandingOrder, type StandingOrderState } from './state';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** How far back a standing order may start: what was due since then is paid at once. */
const MAX_BACKDATED_MS = 7 * DAY_MS;

/** How many standing orders of an account may be open. */
const MAX_OPEN = 100;

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

/** What an order is opened on: its accounts, and what `from` has to pay already. */
export interface BeforeOrder extends AccountsOfOrder {
  readonly orders: readonly OrderOfAccount[];
}

/**
 * @throws Refusal `account-not-found` (of `from`, then of `to`), `same-account`, `currency-mismatch`, `start-too-far-back`,
 * `too-many-standing-orders`; not `insufficient-funds`: what counts is what the account holds when it is due
 * @throws ValidationFault when it ends before it starts, or the amount is finer than the currency
 */
export const openStandingOrder = (
  states: BeforeOrder,
  { now, startsAt, endsAt, every, timeZone, description, ...command }: NewStandingOrder,
): readonly [StandingOrderOpened] => {
  const { from, to, amount } = requireTransferable(states, command);
  if (endsAt !== undefined && endsAt < startsAt) throw fault('endsAt', 'must not be before startsAt');
  const earliest = new Date(now.getTime() - MAX_BACKDATED_MS);
  if (startsAt < earliest) standingOrderRefusals.tooFarBack(from.accountId, startsAt, earliest);
  const open = states.orders.filter((order) => livesWith(order, from));
  if (open.length >= MAX_OPEN) standingOrderRefusals.tooMany(from.accountId, MAX_OPEN);
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

const ended = (order: StandingOrder, why: Pick<StandingOrderEnded['data'], 'reason' | 'closed'>) =>
  standingOrderEnded({ ...aboutOrder(order), ...why });

const fault = (path: string, message: string): ValidationFault => new ValidationFault([{ path, message }]);
