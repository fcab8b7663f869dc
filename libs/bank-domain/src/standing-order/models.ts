import type { RecordedEvent } from '@event-sourcing/event-store';
import { decisionModel } from '@event-sourcing/event-store/models';
import { accountTag, type AccountId } from '../account';
import {
  standingOrderEnded,
  standingOrderEventTypes,
  standingOrderOpened,
  type StandingOrderEnded,
  type StandingOrderEvent,
  type StandingOrderOpened,
} from './events';
import { standingOrderTag, type StandingOrderId } from './ids';
import { evolveStandingOrder, NO_ORDER, type StandingOrderState } from './state';

const ORDER_EVENTS = standingOrderEventTypes.map(({ type }) => type);

/** A standing order. */
export const standingOrder = decisionModel({
  name: 'standing-order',
  query: (id: StandingOrderId) => ({ items: [{ types: ORDER_EVENTS, tags: [standingOrderTag(id)] }] }),
  initial: NO_ORDER,
  evolve: (state, event: RecordedEvent<StandingOrderEvent>, id): StandingOrderState =>
    evolveStandingOrder(id)(state, event),
});

/** A standing order among those of an account. */
export interface OrderOfAccount {
  readonly standingOrderId: StandingOrderId;
  readonly from: AccountId;
  readonly to: AccountId;
  readonly openedAtPosition: number;
}

const ordersOf = (id: AccountId) => ({
  items: [{ types: [standingOrderOpened.type, standingOrderEnded.type], tags: [accountTag(id)] }],
});

type Bounds = RecordedEvent<StandingOrderOpened | StandingOrderEnded>;

const evolveOrders = (orders: readonly OrderOfAccount[], event: Bounds): readonly OrderOfAccount[] =>
  event.type === 'StandingOrderOpened' ? [...orders, orderOf(event)] : orders.filter(isOther(event));

/** The standing orders that have not ended, of which an account is one side or the other, oldest first. */
export const standingOrdersOf = decisionModel({
  name: 'standing-orders-of-account',
  query: ordersOf,
  initial: [],
  evolve: evolveOrders,
});

/** The standing orders that have not ended, of those that an account pays, oldest first. */
export const standingOrdersPaidBy = decisionModel({
  name: 'standing-orders-paid-by-account',
  query: ordersOf,
  initial: [],
  evolve: (orders: readonly OrderOfAccount[], event: Bounds, id): readonly OrderOfAccount[] =>
    event.data.from === id ? evolveOrders(orders, event) : orders,
});

const orderOf = ({
  data: { standingOrderId, from, to },
  position: openedAtPosition,
}: RecordedEvent<StandingOrderOpened>): OrderOfAccount => ({ standingOrderId, from, to, openedAtPosition });

const isOther =
  ({ data }: StandingOrderEnded) =>
  ({ standingOrderId }: OrderOfAccount): boolean =>
    standingOrderId !== data.standingOrderId;
