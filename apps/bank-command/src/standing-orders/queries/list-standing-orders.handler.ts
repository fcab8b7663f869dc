import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  account,
  accountLife,
  livesWith,
  type OrderOfAccount,
  requireOpen,
  type StandingOrder,
  standingOrder,
  standingOrdersPaidBy,
} from '@event-sourcing/bank-domain';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { cutPage, untilLeft } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { ListStandingOrders, type StandingOrdersFound } from './list-standing-orders.query';

@QueryHandler(ListStandingOrders)
export class ListStandingOrdersHandler implements IQueryHandler<ListStandingOrders> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, page, caller }: ListStandingOrders): Promise<StandingOrdersFound> {
    const { state, position } = await this.store.stateOf(account(accountId), untilLeft());
    const from = requireOpen(state, accountId);
    requireOwnAccount(caller, from);
    const { state: all } = await this.store.stateAt(standingOrdersPaidBy(accountId), position, untilLeft());
    const own = all.filter((order) => livesWith(order, from));
    const open = await this.#living(own, position);
    const { items, next } = cutPage(open, page, ({ openedAtPosition }) => openedAtPosition);
    const orders = await Promise.all(
      items.map(async ({ standingOrderId }) => {
        const { state: order } = await this.store.stateAt(
          standingOrder(standingOrderId),
          position,
          untilLeft(),
        );
        return order;
      }),
    );
    return { items: orders.filter(isOpen), next, position };
  }

  /** Without those whose other side was closed a moment ago. */
  async #living(orders: readonly OrderOfAccount[], position: Position): Promise<readonly OrderOfAccount[]> {
    const lives = await Promise.all(
      orders.map(async ({ to }) => (await this.store.stateAt(accountLife(to), position, untilLeft())).state),
    );
    return orders.filter((order, index) => {
      const to = lives[index];
      return to?.status === 'open' && livesWith(order, to);
    });
  }
}

const isOpen = (order: { readonly status: string }): order is StandingOrder => order.status === 'open';
