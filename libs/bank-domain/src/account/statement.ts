import type { Position, RecordedEvent } from '@event-sourcing/event-store';
import { add, negate, zero, type Money } from '../money';
import type { BankEvent } from './events';
import type { AccountId, TransactionId } from './ids';
import { ABSENT, evolveAccount, movementOf, type AccountState } from './state';

/** One movement on a statement. */
export interface StatementLine {
  readonly transactionId: TransactionId;
  readonly type: 'deposit' | 'withdrawal' | 'transfer-in' | 'transfer-out';
  /** Below zero when it took money away. */
  readonly amount: Money;
  readonly balanceAfter: Money;
  /** The other account of a transfer. */
  readonly counterparty?: AccountId;
  readonly description?: string;
  readonly recordedAt: Date;
  readonly position: Position;
}

/** The movements of an account in its present life, oldest first. An absent account has none. */
export interface Statement {
  readonly account: AccountState;
  readonly lines: readonly StatementLine[];
}

/** Folds a statement from the account's events in the order of the log; others are passed over. */
export const statement = (accountId: AccountId, events: Iterable<RecordedEvent<BankEvent>>): Statement => {
  const evolve = evolveAccount(accountId);
  let account = ABSENT;
  let lines: StatementLine[] = [];
  for (const event of events) {
    const before = account;
    account = evolve(before, event);
    if (account.status !== before.status) lines = [];
    else if (account.status === 'open' && account !== before) {
      lines.push(...linesOf(account.accountId, event, account.balance));
    }
  }
  return { account, lines };
};

/** A part of an account's present life: its events, in order, and what the account held at one end of it. */
export interface StatementPart {
  readonly accountId: AccountId;
  readonly events: readonly RecordedEvent<BankEvent>[];
  readonly balance: Money;
  /** Whether the balance is the one before the first of them, or the one after the last. */
  readonly at: 'start' | 'end';
}

/** The lines of a part of a statement, without what came before and after it. */
export const statementLines = ({
  accountId,
  events,
  balance,
  at,
}: StatementPart): readonly StatementLine[] => {
  const movements = events.map((event) => movementOf(accountId, event) ?? zero(balance.currency));
  let after = at === 'start' ? balance : movements.reduce((sum, amount) => add(sum, negate(amount)), balance);
  return events.flatMap((event, index) => {
    after = add(after, movements[index] ?? zero(balance.currency));
    return linesOf(accountId, event, after);
  });
};

/** At most one line: what an event did to an account. */
const linesOf = (
  accountId: AccountId,
  event: RecordedEvent<BankEvent>,
  balanceAfter: Money,
): readonly StatementLine[] => {
  const amount = movementOf(accountId, event);
  if (amount === undefined || event.type === 'AccountOpened' || event.type === 'AccountClosed') return [];
  const { transactionId, description } = event.data;
  return [
    {
      transactionId,
      ...kindOf(accountId, event),
      amount,
      balanceAfter,
      ...(description === undefined ? {} : { description }),
      recordedAt: event.recordedAt,
      position: event.position,
    },
  ];
};

type Movement = Exclude<BankEvent, { type: 'AccountOpened' | 'AccountClosed' }>;

const kindOf = (accountId: AccountId, event: Movement): Pick<StatementLine, 'type' | 'counterparty'> => {
  switch (event.type) {
    case 'MoneyDeposited':
      return { type: 'deposit' };
    case 'MoneyWithdrawn':
      return { type: 'withdrawal' };
    case 'MoneyTransferred':
      return event.data.from === accountId
        ? { type: 'transfer-out', counterparty: event.data.to }
        : { type: 'transfer-in', counterparty: event.data.from };
  }
};
