import type { AccountId } from '@event-sourcing/bank-domain';
import type { Bench, OwnDatabase } from '../harness/bench';
import { fundAccounts } from './account-holder';
import { fillLog } from './filled-log';
import { accountIds } from './payload';
import { openBankStore } from './store-log';

/** A bank whose log has some length already. */
export interface FilledBank {
  readonly own: OwnDatabase;
  readonly events: number;
  /** About 100 events each; all are open. */
  readonly accounts: readonly AccountId[];
}

const EVENTS_EACH = 100;
const OPENED_AT_ONCE = 500;

const filling = new WeakMap<Bench, Map<number, Promise<FilledBank>>>();

const fill = async (bench: Bench, events: number): Promise<FilledBank> => {
  const own = await bench.database();
  bench.atEnd(own.drop);
  const accounts = accountIds(Math.ceil(events / EVENTS_EACH));
  const store = await openBankStore(own.client, own.db.databaseName);
  for (let from = 0; from < accounts.length; from += OPENED_AT_ONCE) {
    await fundAccounts(store, accounts.slice(from, from + OPENED_AT_ONCE));
  }
  await store.close();
  await fillLog(own.client, own.db.databaseName, accounts, events - 2 * accounts.length);
  return { own, events, accounts };
};

/** A bank with so many events; filled once in a benchmark, whoever uses it. */
export const filledBank = (bench: Bench, events: number): Promise<FilledBank> => {
  const banks = filling.get(bench) ?? new Map<number, Promise<FilledBank>>();
  filling.set(bench, banks);
  const bank = banks.get(events) ?? fill(bench, events);
  banks.set(events, bank);
  return bank;
};
