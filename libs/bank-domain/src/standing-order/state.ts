import type { UserId } from '@event-sourcing/domain-kernel';
import type { Position, RecordedEvent } from '@event-sourcing/event-store';
import type { AccountId, Account } from '../account';
import type { Currency } from '../money';
import type { StandingOrderDelayed, StandingOrderEvent, StandingOrderOpened } from './events';
import type { StandingOrderId } from './ids';
import { dueDate, type Schedule } from './schedule';

/** Due dates that could not be paid: all up to one, since they could be tried. */
interface Delay {
  readonly upTo: Date;
  readonly since: Date;
}

/** A standing order that has not ended. */
export interface StandingOrder extends Schedule {
  readonly status: 'open';
  readonly standingOrderId: StandingOrderId;
  readonly owner: UserId;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly amount: string;
  readonly currency: Currency;
  readonly description?: string;
  readonly openedAtPosition: Position;
  /** Due dates that were paid or skipped. */
  readonly settled: number;
  /** Of what is not settled, the earliest due dates first. */
  readonly delays: readonly Delay[];
}

/** A standing order as of a position. One that has ended is as absent as one that never was. */
export type StandingOrderState = { readonly status: 'absent' } | { readonly status: 'ended' } | StandingOrder;

/** What every standing order is before its first event. */
export const NO_ORDER: StandingOrderState = { status: 'absent' };

/** The next due date that is not settled; nothing when all are. */
export const nextDueAt = (order: StandingOrder): Date | undefined => dueDate(order, order.settled);

/**
 * Whether both accounts are still in the life in which the order was opened: one that was closed meanwhile has ended it,
 * though its id may be in use again.
 */
export const livesWith = (
  { openedAtPosition }: { readonly openedAtPosition: number },
  ...accounts: readonly Pick<Account, 'openedAtPosition'>[]
): boolean => accounts.every((account) => account.openedAtPosition < openedAtPosition);

/** Folds one event into a standing order; what is not about it changes nothing. */
export const evolveStandingOrder =
  (id: StandingOrderId) =>
  (state: StandingOrderState, event: RecordedEvent<StandingOrderEvent>): StandingOrderState => {
    if (event.data.standingOrderId !== id) return state;
    if (event.type === 'StandingOrderOpened') return state.status === 'absent' ? opened(event) : state;
    if (state.status !== 'open') return state;
    switch (event.type) {
      case 'StandingOrderEnded':
        return { status: 'ended' };
      case 'StandingOrderDelayed':
        return { ...state, delays: [...state.delays, delayed(event)] };
      default:
        return settledOnce(state);
    }
  };

const delayed = ({ data: { dueAt, triedAt } }: StandingOrderDelayed): Delay => ({
  upTo: new Date(dueAt),
  since: new Date(triedAt),
});

const settledOnce = (order: StandingOrder): StandingOrder => {
  const settled = order.settled + 1;
  const next = dueDate(order, settled);
  return { ...order, settled, delays: order.delays.filter(({ upTo }) => next && upTo >= next) };
};

const opened = ({
  data: { startsAt, endsAt, ...data },
  position,
}: RecordedEvent<StandingOrderOpened>): StandingOrder => ({
  ...data,
  status: 'open',
  startsAt: new Date(startsAt),
  ...(endsAt !== undefined && { endsAt: new Date(endsAt) }),
  openedAtPosition: position,
  settled: 0,
  delays: [],
});
