import { randomUUID } from 'node:crypto';
import {
  accountId,
  moneyDeposited,
  recordedCurrency,
  transactionId,
  type AccountId,
  type MoneyDeposited,
} from '@event-sourcing/bank-domain';
import type { CommitMetadata } from '@event-sourcing/event-store';

const EUR = recordedCurrency.parse('EUR');

/** The ids of some accounts. */
export const accountIds = (count: number, prefix = 'account'): readonly AccountId[] =>
  Array.from({ length: count }, (_, index) => accountId.parse(`${prefix}-${index}`));

/** A deposit, about 150 bytes as JSON; amounts differ, so that a mix-up shows in the balances. */
export const deposit = (account: AccountId, cents: number): MoneyDeposited =>
  moneyDeposited({
    transactionId: transactionId.parse(randomUUID()),
    accountId: account,
    amount: (cents / 100).toFixed(2),
    currency: EUR,
    description: 'cash at the counter',
  });

/** What a commit says about itself: a request from outside. */
export const metadata = (): CommitMetadata => ({ correlationId: randomUUID(), actor: 'teller-7' });

/** 1.00 to 99.99, another one each time. */
export const amounts = (): (() => number) => {
  let count = 0;
  return () => 100 + ((count += 7) % 9_900);
};
