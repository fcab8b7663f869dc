import {
  type AccountId,
  type MoneyDeposited,
  type Money,
  type MoneyWithdrawn,
  type Account,
  type TransactionId,
} from '@event-sourcing/bank-domain';
import type { Commit, Position } from '@event-sourcing/event-store';

/** Money to be put into an account or taken out of it. */
export interface MovementToMake {
  /** In the account's currency, which tells how many decimals it may have. */
  readonly amount: string;
  readonly description?: string | undefined;
}

/** What the caller is told of a deposit or a withdrawal. */
export interface MovementMade {
  readonly transactionId: TransactionId;
  readonly accountId: AccountId;
  /** As recorded: with all digits of its currency. */
  readonly amount: string;
  /** Right after it, whatever has happened since. */
  readonly balance: Money;
  readonly position: Position;
  readonly recordedAt: Date;
}

/** The answer to a movement, from its commit and the account as of that commit: the same for every repeat. */
export const movementMade = (
  { transactionId, accountId, amount }: (MoneyDeposited | MoneyWithdrawn)['data'],
  { balance }: Account,
  { lastPosition: position, recordedAt }: Commit,
): MovementMade => ({ transactionId, accountId, amount, balance, position, recordedAt });
