import type { AccountId } from '@event-sourcing/bank-domain';
import type { MongoClient } from 'mongodb';
import { Ledger } from './ledger';
import { amounts, deposit, metadata } from './payload';
import { accountAndCents } from './raw-log';
import { openBankStore } from './store-log';

const AT_ONCE = 500;

/**
 * Fills a log with deposits, one event a commit, the accounts taking turns.
 * @returns what it holds
 */
export const fillLog = async (
  client: MongoClient,
  dbName: string,
  accounts: readonly AccountId[],
  events: number,
): Promise<Ledger> => {
  const store = await openBankStore(client, dbName);
  const [ledger, cents] = [new Ledger(), amounts()];
  const append = async (index: number): Promise<void> => {
    const account = accounts[index % accounts.length];
    if (account === undefined) return;
    const event = deposit(account, cents());
    await store.append({ events: [event], metadata: metadata() });
    ledger.add(...accountAndCents(event.data));
  };
  for (let from = 0; from < events; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, events - from);
    await Promise.all(Array.from({ length: count }, (_, index) => append(from + index)));
  }
  await store.close();
  return ledger;
};
