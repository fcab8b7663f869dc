import { Query } from '@nestjs/cqrs';
import type { AccountId, OpenStandingOrder } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { Order } from '@event-sourcing/service-chassis';

/** A page of the standing orders of an account, in the order in which they were opened. */
export interface StandingOrdersFound {
  readonly orders: readonly OpenStandingOrder[];
  readonly hasMore: boolean;
  readonly position: Position;
}

/** Which page. */
export interface StandingOrdersPage {
  readonly order: Order;
  /** Position at which the last order of the page before was opened. */
  readonly cursor?: number | undefined;
  readonly limit: number;
}

/** The standing orders that an account pays. */
export class ListStandingOrders extends Query<StandingOrdersFound> {
  constructor(
    readonly accountId: AccountId,
    readonly page: StandingOrdersPage,
  ) {
    super();
  }
}
