import { Command } from '@nestjs/cqrs';
import type { AccountId, StandingOrderId } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** Ends a standing order; the result is the position of that. */
export class CancelStandingOrder extends Command<Position> {
  constructor(
    readonly accountId: AccountId,
    readonly standingOrderId: StandingOrderId,
    readonly context: CommandContext,
  ) {
    super();
  }
}
