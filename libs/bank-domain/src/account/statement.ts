import type { Position, RecordedEvent } from '@event-sourcing/event-store';
import { zero, type Money } from '../money';
import type { BankEvent } from './events';
import type { AccountId, TransactionId } from './ids';
import { ABSENT, evolveAccount, movementOf, type AccountState, type Account } from './state';

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
    else if (account.status === 'open' && account !== before) lines.push(...linesOf(account, event));
  }
  return { account, lines };
};

/** At most one line: what the event that led to this state did. */
const linesOf = (after: Account, event: RecordedEvent<BankEvent>): readonly StatementLine[] => {
  const amount = movementOf(after.accountId, event);
  if (amount === undefined || event.type === 'AccountOpened' || event.type === 'AccountClosed') return [];
  const { transactionId, description } = event.data;
  return [
    {
      transactionId,
      ...kindOf(after.accountId, event),
      amount,
      balanceAfter: after.balance,
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

/** A stretch of time: `from` inclusive, `to` exclusive; open-ended where absent. */
export interface TimeRange {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The lines recorded in a stretch of time, and the balance before the first of them. */
export const statementBetween = (
  { balance }: Account,
  lines: readonly StatementLine[],
  { from, to }: TimeRange,
): { readonly openingBalance: Money; readonly lines: readonly StatementLine[] } => {
  const earlier = from === undefined ? [] : lines.filter(({ recordedAt }) => recordedAt < from);
  const within = lines.slice(earlier.length).filter(({ recordedAt }) => to === undefined || recordedAt < to);
  return { openingBalance: earlier.at(-1)?.balanceAfter ?? zero(balance.currency), lines: within };
};
