import { Command } from '@nestjs/cqrs';
import type { AccountId, Every, StandingOrderOpened } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** A standing order to be opened. */
export interface StandingOrderToOpen {
  readonly from: AccountId;
  readonly to: AccountId;
  /** In the currency of both. */
  readonly amount: string;
  readonly every: Every;
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly endsAt?: Date | undefined;
  readonly description?: string | undefined;
}

/** A standing order as it was opened. */
export interface StandingOrderMade {
  readonly order: StandingOrderOpened['data'];
  readonly position: Position;
}

/** Opens a standing order. `If-Match` means `from`. */
export class OpenStandingOrder extends Command<StandingOrderMade> {
  constructor(
    readonly order: StandingOrderToOpen,
    readonly context: CommandContext,
  ) {
    super();
  }
}
