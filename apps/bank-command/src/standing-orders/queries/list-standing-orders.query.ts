import { Query } from '@nestjs/cqrs';
import type { AccountId, StandingOrder } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { Page, PageRequest, Principal } from '@event-sourcing/service-chassis';

/** A page of the standing orders of an account, in the order in which they were opened. */
export interface StandingOrdersFound extends Page<StandingOrder> {
  readonly position: Position;
}

/** The standing orders that an account pays. */
export class ListStandingOrders extends Query<StandingOrdersFound> {
  constructor(
    readonly accountId: AccountId,
    readonly page: PageRequest,
    readonly caller: Principal,
  ) {
    super();
  }
}
