import { Command } from '@nestjs/cqrs';
import type { AccountId } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** Closes an empty account; the result is the position of that. */
export class CloseAccount extends Command<Position> {
  constructor(
    readonly accountId: AccountId,
    readonly context: CommandContext,
  ) {
    super();
  }
}
