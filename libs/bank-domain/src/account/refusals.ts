import { refuse } from '@event-sourcing/domain-kernel';
import { formatAmount, type Money } from '../money';
import type { AccountId } from './ids';
import type { Account } from './state';

/** Every refusal of the bank; the codes are part of the HTTP contract. */
export const refusals = {
  alreadyExists: (accountId: AccountId): never =>
    refuse(
      'account-already-exists',
      { accountId },
      `Account ${accountId} is open already. Choose another id.`,
    ),

  notFound: (accountId: AccountId): never =>
    refuse('account-not-found', { accountId }, `There is no account ${accountId}. Open it first.`),

  notEmpty: ({ accountId, balance, currency }: Account): never =>
    refuse(
      'account-not-empty',
      { accountId, balance: formatAmount(balance), currency },
      `Account ${accountId} holds ${formatAmount(balance)} ${currency}. Withdraw or transfer it first.`,
    ),

  insufficientFunds: ({ accountId, balance, currency }: Account, amount: Money): never =>
    refuse(
      'insufficient-funds',
      { accountId, balance: formatAmount(balance), amount: formatAmount(amount), currency },
      `Account ${accountId} holds ${formatAmount(balance)} ${currency}, less than ${formatAmount(amount)}.`,
    ),

  sameAccount: (accountId: AccountId): never =>
    refuse(
      'same-account',
      { accountId },
      `Account ${accountId} cannot transfer to itself. Name two accounts.`,
    ),

  currencyMismatch: (from: Account, to: Account): never =>
    refuse(
      'currency-mismatch',
      { from: from.accountId, to: to.accountId, fromCurrency: from.currency, toCurrency: to.currency },
      `Account ${from.accountId} is in ${from.currency}, account ${to.accountId} in ${to.currency}. ` +
        `Transfer between accounts of one currency.`,
    ),
} as const;
