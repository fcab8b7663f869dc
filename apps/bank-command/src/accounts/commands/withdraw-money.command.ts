import { Command } from '@nestjs/cqrs';
import type { AccountId } from '@event-sourcing/bank-domain';
import type { CommandContext } from '@event-sourcing/service-chassis';
import type { MovementMade, MovementToMake } from './movement';

/** Takes money out of an account. */
export class WithdrawMoney extends Command<MovementMade> {
  constructor(
    readonly accountId: AccountId,
    readonly movement: MovementToMake,
    readonly context: CommandContext,
  ) {
    super();
  }
}
