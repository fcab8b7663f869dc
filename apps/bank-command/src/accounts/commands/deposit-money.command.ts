import { Command } from '@nestjs/cqrs';
import type { AccountId } from '@event-sourcing/bank-domain';
import type { CommandContext } from '@event-sourcing/service-chassis';
import type { MovementMade, MovementToMake } from './movement';

/** Puts money into an account. */
export class DepositMoney extends Command<MovementMade> {
  constructor(
    readonly accountId: AccountId,
    readonly movement: MovementToMake,
    readonly context: CommandContext,
  ) {
    super();
  }
}
