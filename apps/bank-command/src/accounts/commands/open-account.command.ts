import { Command } from '@nestjs/cqrs';
import type { AccountId, Currency, Account } from '@event-sourcing/bank-domain';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** An account to be opened. */
export interface AccountToOpen {
  /** Made by the service when the caller gives none. */
  readonly accountId?: AccountId | undefined;
  readonly owner: UserId;
  readonly currency: Currency;
}

/** Opens an account; the result is the account as it was opened. */
export class OpenAccount extends Command<Account> {
  constructor(
    readonly account: AccountToOpen,
    readonly context: CommandContext,
  ) {
    super();
  }
}
