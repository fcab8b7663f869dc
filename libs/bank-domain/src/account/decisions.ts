import type { UserId } from '@event-sourcing/domain-kernel';
import { formatAmount, isLessThan, isZero, parseAmount, type Currency, type Money } from '../money';
import {
  accountClosed,
  accountOpened,
  moneyDeposited,
  moneyTransferred,
  moneyWithdrawn,
  type AccountClosed,
  type AccountOpened,
  type MoneyDeposited,
  type MoneyTransferred,
  type MoneyWithdrawn,
} from './events';
import type { AccountId, TransactionId } from './ids';
import { refusals } from './refusals';
import type { Account, AccountState } from './state';

/** Opens an account; the default currency is the caller's business. */
export interface NewAccount {
  readonly accountId: AccountId;
  readonly owner: UserId;
  readonly currency: Currency;
}

interface Movement {
  /** Made by the caller, once per command. */
  readonly transactionId: TransactionId;
  /** Of the form of `amountText`; read in the account's currency. */
  readonly amount: string;
  readonly description?: string | undefined;
}

/** Puts money into an account, or takes it out. */
export interface MovementCommand extends Movement {
  readonly accountId: AccountId;
}

/** Moves money from one account to another. */
export interface TransferCommand extends Movement {
  readonly from: AccountId;
  readonly to: AccountId;
}

/**
 * The account, if it is open.
 * @throws Refusal `account-not-found`
 */
export const requireOpen = <Open extends { readonly status: 'open' }>(
  state: { readonly status: 'absent' } | Open,
  accountId: AccountId,
): Open => (state.status === 'open' ? state : refusals.notFound(accountId));

/** @throws Refusal `account-already-exists` */
export const openAccount = (
  state: AccountState,
  { accountId, owner, currency }: NewAccount,
): readonly [AccountOpened] =>
  state.status === 'open'
    ? refusals.alreadyExists(accountId)
    : [accountOpened({ accountId, owner, currency })];

/** @throws Refusal `account-not-found`; AmountFormatFault when the amount is finer than the currency */
export const deposit = (state: AccountState, command: MovementCommand): readonly [MoneyDeposited] => {
  const { accountId, currency } = requireOpen(state, command.accountId);
  return [moneyDeposited({ accountId, ...recorded(command, parseAmount(command.amount, currency)) })];
};

/** @throws Refusal `account-not-found`, `insufficient-funds`; AmountFormatFault as for a deposit */
export const withdraw = (state: AccountState, command: MovementCommand): readonly [MoneyWithdrawn] => {
  const account = requireOpen(state, command.accountId);
  const amount = covered(account, parseAmount(command.amount, account.currency));
  return [moneyWithdrawn({ accountId: account.accountId, ...recorded(command, amount) })];
};

/** Two accounts, and what is to go from one to the other. */
export interface Transferable {
  readonly from: Account;
  readonly to: Account;
  readonly amount: Money;
}

/**
 * What a transfer needs beside the money itself.
 * @throws Refusal `account-not-found` (of `from`, then of `to`), `same-account`, `currency-mismatch`, in this order;
 * AmountFormatFault after the two of existence
 */
export const requireTransferable = (
  states: { readonly from: AccountState; readonly to: AccountState },
  command: Pick<TransferCommand, 'from' | 'to' | 'amount'>,
): Transferable => {
  const from = requireOpen(states.from, command.from);
  const to = requireOpen(states.to, command.to);
  const amount = parseAmount(command.amount, from.currency);
  if (from.accountId === to.accountId) return refusals.sameAccount(from.accountId);
  if (from.currency !== to.currency) return refusals.currencyMismatch(from, to);
  return { from, to, amount };
};

/** @throws as `requireTransferable`, then Refusal `insufficient-funds` */
export const transfer = (
  states: { readonly from: AccountState; readonly to: AccountState },
  command: TransferCommand,
): readonly [MoneyTransferred] => {
  const { from, to, amount } = requireTransferable(states, command);
  return [
    moneyTransferred({ from: from.accountId, to: to.accountId, ...recorded(command, covered(from, amount)) }),
  ];
};

/** @throws Refusal `account-not-found`, `account-not-empty` */
export const closeAccount = (
  state: AccountState,
  { accountId }: { readonly accountId: AccountId },
): readonly [AccountClosed] => {
  const account = requireOpen(state, accountId);
  return isZero(account.balance) ? [accountClosed({ accountId })] : refusals.notEmpty(account);
};

const covered = (account: Account, amount: Money): Money =>
  isLessThan(account.balance, amount) ? refusals.insufficientFunds(account, amount) : amount;

/** What every movement records; an absent description is left out, JSON has no `undefined`. */
const recorded = ({ transactionId, description }: Movement, amount: Money) => ({
  transactionId,
  amount: formatAmount(amount),
  currency: amount.currency,
  ...(description === undefined ? {} : { description }),
});
