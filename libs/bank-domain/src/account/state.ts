import type { UserId } from '@event-sourcing/domain-kernel';
import type { Position, RecordedEvent } from '@event-sourcing/event-store';
import { add, negate, parseAmount, zero, type Currency, type Money } from '../money';
import type { BankEvent } from './events';
import type { AccountId } from './ids';

/** An account in its present life. */
export interface Account {
  readonly status: 'open';
  readonly accountId: AccountId;
  readonly owner: UserId;
  readonly currency: Currency;
  readonly balance: Money;
  readonly openedAt: Date;
  readonly openedAtPosition: Position;
  /** Position of the last event about it: what an `ETag` names. */
  readonly lastPosition: Position;
}

/** An account as of a position. One that was closed is as absent as one that never was. */
export type AccountState = { readonly status: 'absent' } | Account;

/** Whether an account is open. */
export type AccountLife = { readonly status: 'absent' } | Pick<Account, 'status' | 'openedAtPosition'>;

/** What every account is before its first event, and after its last. */
export const ABSENT: AccountState = { status: 'absent' };

/**
 * What an event does to the balance of an account: below zero takes away.
 * `undefined` when it moves none of this account's money.
 */
export const movementOf = (accountId: AccountId, event: BankEvent): Money | undefined => {
  switch (event.type) {
    case 'MoneyDeposited':
      return event.data.accountId === accountId ? amountOf(event) : undefined;
    case 'MoneyWithdrawn':
      return event.data.accountId === accountId ? negate(amountOf(event)) : undefined;
    case 'MoneyTransferred':
      if (event.data.from === accountId) return negate(amountOf(event));
      return event.data.to === accountId ? amountOf(event) : undefined;
    default:
      return undefined;
  }
};

const amountOf = ({ data }: Extract<BankEvent, { data: { amount: string } }>): Money =>
  parseAmount(data.amount, data.currency);

/**
 * Folds one event into an account. Total: what is not about this account, or not about its present life,
 * changes nothing.
 */
export const evolveAccount =
  (accountId: AccountId) =>
  (state: AccountState, event: RecordedEvent<BankEvent>): AccountState => {
    if (event.type === 'AccountOpened') {
      return state.status === 'absent' && event.data.accountId === accountId ? opened(event) : state;
    }
    if (state.status === 'absent') return state;
    if (event.type === 'AccountClosed') return event.data.accountId === accountId ? ABSENT : state;
    const movement = movementOf(accountId, event);
    return movement?.currency === state.currency
      ? { ...state, balance: add(state.balance, movement), lastPosition: event.position }
      : state;
  };

const opened = ({
  data: { accountId, owner, currency },
  recordedAt,
  position,
}: RecordedEvent<Extract<BankEvent, { type: 'AccountOpened' }>>): Account => ({
  status: 'open',
  accountId,
  owner,
  currency,
  balance: zero(currency),
  openedAt: recordedAt,
  openedAtPosition: position,
  lastPosition: position,
});
