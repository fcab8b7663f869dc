import { Command } from '@nestjs/cqrs';
import type { AccountId, Money, TransactionId } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** Money to go from one account to another. */
export interface TransferToMake {
  readonly from: AccountId;
  readonly to: AccountId;
  /** In the currency of both. */
  readonly amount: string;
  readonly description?: string | undefined;
}

/** What the caller is told of a transfer. */
export interface TransferMade {
  readonly transactionId: TransactionId;
  readonly from: AccountId;
  readonly to: AccountId;
  /** As recorded: with all digits of its currency. */
  readonly amount: string;
  /** Right after it, whatever has happened since. */
  readonly fromBalance: Money;
  readonly position: Position;
  readonly recordedAt: Date;
}

/** Moves money between two accounts, in one event. `If-Match` means `from`. */
export class TransferMoney extends Command<TransferMade> {
  constructor(
    readonly transfer: TransferToMake,
    readonly context: CommandContext,
  ) {
    super();
  }
}
