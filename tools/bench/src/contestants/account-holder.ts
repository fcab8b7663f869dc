import {
  account,
  accountOpened,
  accountToDebit,
  formatAmount,
  moneyDeposited,
  recordedCurrency,
  transactionId,
  withdraw,
  type AccountId,
} from '@event-sourcing/bank-domain';
import { userId } from '@event-sourcing/domain-kernel';
import type { MongoEventStore } from '@event-sourcing/event-store';
import { randomUUID } from 'node:crypto';
import { expectSame } from '../expect-same';
import { centsOf } from './ledger';
import { metadata } from './payload';

/** Enough for every withdrawal of a run. */
export const FUNDS = '999999999.00';
export const WITHDRAWN = '12.50';

const EUR = recordedCurrency.parse('EUR');

/** Opens accounts, and puts money into each. */
export const fundAccounts = async (store: MongoEventStore, ids: readonly AccountId[]): Promise<void> => {
  const owner = userId.parse('holder');
  const fund = async (accountId: AccountId): Promise<void> => {
    const movement = { transactionId: transactionId.parse(randomUUID()), amount: FUNDS, currency: EUR };
    const events = [
      accountOpened({ accountId, owner, currency: EUR }),
      moneyDeposited({ accountId, ...movement }),
    ];
    await store.append({ events, metadata: metadata() });
  };
  await Promise.all(ids.map(fund));
};

/** One withdrawal, decided as the bank decides it. */
export const withdrawOnce = async (
  store: MongoEventStore,
  accountId: AccountId,
  { amount = WITHDRAWN, keyed = false } = {},
): Promise<void> => {
  const command = { accountId, amount, transactionId: transactionId.parse(randomUUID()) };
  await store.decide({ account: accountToDebit(accountId) }, (states) => withdraw(states.account, command), {
    metadata: metadata(),
    ...(keyed && { commitId: randomUUID() }),
  });
};

/** @throws ToolError `wrong-result` unless the balances of accounts are what withdrawals have left */
export const expectBalances = async (
  store: MongoEventStore,
  withdrawals: ReadonlyMap<AccountId, number>,
): Promise<void> => {
  for (const [id, count] of withdrawals) {
    const { state } = await store.stateOf(account(id));
    const balance = state.status === 'open' ? formatAmount(state.balance) : '';
    const expected = centsOf(FUNDS) - count * centsOf(WITHDRAWN);
    expectSame(`balance of ${id} in cents after ${count} withdrawals`, centsOf(balance), expected);
  }
};
