import { randomUUID } from 'node:crypto';
import {
  accountId,
  accountTag,
  accountToCredit,
  deposit as decideDeposit,
  transactionId,
  type AccountId,
} from '@event-sourcing/bank-domain';
import { deposit, metadata } from '@event-sourcing/bench';
import { START, type EventStore } from '@event-sourcing/event-store';

/** One event, whatever else is there. */
export const append = (store: EventStore, account: AccountId, cents: number): Promise<unknown> =>
  store.append({ events: [deposit(account, cents)], metadata: metadata() });

/** The first event of an account: nothing in the whole log may be about it. */
export const appendFirst = (store: EventStore, cents: number): Promise<unknown> => {
  const account = accountId.parse(randomUUID());
  const failIfEventsMatch = { items: [{ tags: [accountTag(account)] }] };
  const condition = { failIfEventsMatch, after: START };
  return store.append({ events: [deposit(account, cents)], metadata: metadata(), condition });
};

/** One deposit, decided as the bank decides it: the account must be open, and stay so. */
export const decide = (store: EventStore, accountId: AccountId): Promise<unknown> => {
  const command = { accountId, amount: '12.50', transactionId: transactionId.parse(randomUUID()) };
  return store.decide({ to: accountToCredit(accountId) }, ({ to }) => decideDeposit(to, command), {
    metadata: metadata(),
  });
};
