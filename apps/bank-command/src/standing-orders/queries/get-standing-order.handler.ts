import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { account, requireStandingOrder, standingOrder } from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { untilLeft } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { GetStandingOrder, type StandingOrderFound } from './get-standing-order.query';

@QueryHandler(GetStandingOrder)
export class GetStandingOrderHandler implements IQueryHandler<GetStandingOrder> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, standingOrderId, caller }: GetStandingOrder): Promise<StandingOrderFound> {
    const { state: order, position } = await this.store.stateOf(standingOrder(standingOrderId), untilLeft());
    const { state: from } = await this.store.stateAt(account(accountId), position, untilLeft());
    if (from.status === 'open') requireOwnAccount(caller, from);
    const to =
      order.status === 'open'
        ? (await this.store.stateAt(account(order.to), position, untilLeft())).state
        : undefined;
    return {
      order: requireStandingOrder({ order, from, to }, { standingOrderId, from: accountId }),
      position,
    };
  }
}
