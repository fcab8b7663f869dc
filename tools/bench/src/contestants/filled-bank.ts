import type { AccountId } from '@event-sourcing/bank-domain';
import { oncePerBench, type Bench, type OwnDatabase } from '../harness/bench';
import { each, type Case, type Contestant } from '../harness/row';
import { accountIds, fundAccounts } from './payload';
import { fillLog, openBankStore } from './store-log';

/** A bank whose log has some length already. */
export interface FilledBank {
  readonly own: OwnDatabase;
  readonly events: number;
  /** About 100 events each; all are open. */
  readonly accounts: readonly AccountId[];
}

const EVENTS_EACH = 100;
const OPENED_AT_ONCE = 500;

const filledBank = oncePerBench(async (bench, events): Promise<FilledBank> => {
  const own = await bench.database();
  const accounts = accountIds(Math.ceil(events / EVENTS_EACH));
  const store = await openBankStore(own);
  for (let from = 0; from < accounts.length; from += OPENED_AT_ONCE) {
    await fundAccounts(store, accounts.slice(from, from + OPENED_AT_ONCE));
  }
  await store.close();
  await fillLog(own, accounts, events - 2 * accounts.length);
  return { own, events, accounts };
});

/** The same with a long log and with a short one; each is filled once in a benchmark, whoever uses it. */
export const atBothLengths =
  (make: (bench: Bench, bank: FilledBank) => Promise<Omit<Contestant, 'name'>>): Case['open'] =>
  (bench) => {
    const atLength = (events: number) => async () => ({
      name: `${events.toLocaleString('en')} events`,
      ...(await make(bench, await filledBank(bench, events))),
    });
    const { small, large } = bench.sizes.growth;
    return each(atLength(large), atLength(small))(bench);
  };
