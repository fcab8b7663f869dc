import { randomUUID } from 'node:crypto';
import {
  accountId,
  accountOpened,
  moneyDeposited,
  recordedCurrency,
  transactionId,
  type AccountId,
  type MoneyDeposited,
} from '@event-sourcing/bank-domain';
import { userId } from '@event-sourcing/domain-kernel';
import type { CommitMetadata, MongoEventStore } from '@event-sourcing/event-store';

const EUR = recordedCurrency.parse('EUR');

/** Enough for every withdrawal of a run. */
export const FUNDS = '999999999.00';

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

/** Opens accounts, and puts money into each. */
export const fundAccounts = async (store: MongoEventStore, ids: readonly AccountId[]): Promise<void> => {
  const owner = userId.parse('holder');
  const fund = async (id: AccountId): Promise<void> => {
    const movement = { transactionId: transactionId.parse(randomUUID()), amount: FUNDS, currency: EUR };
    const opened = accountOpened({ accountId: id, owner, currency: EUR });
    await store.append({
      events: [opened, moneyDeposited({ accountId: id, ...movement })],
      metadata: metadata(),
    });
  };
  await Promise.all(ids.map(fund));
};
