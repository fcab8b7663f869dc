import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  account,
  type AccountId,
  livesWith,
  type StandingOrder,
  type OrderOfAccount,
  requireOpen,
  standingOrder,
  standingOrdersOf,
} from '@event-sourcing/bank-domain';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { cutPage } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { ListStandingOrders, type StandingOrdersFound } from './list-standing-orders.query';

@QueryHandler(ListStandingOrders)
export class ListStandingOrdersHandler implements IQueryHandler<ListStandingOrders> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, page, caller }: ListStandingOrders): Promise<StandingOrdersFound> {
    const { state, position } = await this.store.stateOf(account(accountId));
    const from = requireOpen(state, accountId);
    requireOwnAccount(caller, from);
    const { state: all } = await this.store.stateAt(standingOrdersOf(accountId), position);
    const own = all.filter((order) => order.from === accountId && livesWith(order, from));
    const open = await this.#living(own, position);
    const { items, next } = cutPage(open, page, ({ openedAtPosition }) => openedAtPosition);
    const orders = await Promise.all(
      items.map(async ({ standingOrderId }) => {
        const { state: order } = await this.store.stateAt(standingOrder(standingOrderId), position);
        return order;
      }),
    );
    return { items: orders.filter(isOpen), next, position };
  }

  /** Without those whose other side was closed a moment ago. */
  async #living(orders: readonly OrderOfAccount[], position: Position): Promise<readonly OrderOfAccount[]> {
    const receivers = new Map(
      await Promise.all(
        [...new Set(orders.map(({ to }) => to))].map(
          async (to: AccountId) => [to, (await this.store.stateAt(account(to), position)).state] as const,
        ),
      ),
    );
    return orders.filter((order) => {
      const to = receivers.get(order.to);
      return to?.status === 'open' && livesWith(order, to);
    });
  }
}

const isOpen = (order: { readonly status: string }): order is StandingOrder => order.status === 'open';
