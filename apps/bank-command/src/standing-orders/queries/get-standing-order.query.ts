import { Query } from '@nestjs/cqrs';
import type { AccountId, StandingOrder, StandingOrderId } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { Principal } from '@event-sourcing/service-chassis';

/** A standing order as of a position. */
export interface StandingOrderFound {
  readonly order: StandingOrder;
  readonly position: Position;
}

/** A standing order of an account: every command answered before the query came is in it. */
export class GetStandingOrder extends Query<StandingOrderFound> {
  constructor(
    readonly accountId: AccountId,
    readonly standingOrderId: StandingOrderId,
    readonly caller: Principal,
  ) {
    super();
  }
}
