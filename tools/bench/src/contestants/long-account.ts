import { account, accountId, type AccountId } from '@event-sourcing/bank-domain';
import { toPosition } from '@event-sourcing/event-store';
import { oncePerBench, type OwnDatabase } from '../harness/bench';
import { fundAccounts } from './payload';
import { fillLog, openBankStore } from './store-log';

/** A bank where one account has a long history, and another a short one. */
export interface LongAccount {
  readonly own: OwnDatabase;
  readonly long: AccountId;
  readonly short: AccountId;
  /** From this position on both are open. */
  readonly openedAt: number;
  /** The last position of the log. */
  readonly head: number;
}

const SHORT_EVENTS = 100;
/** Fewer than can be read while somebody waits. */
const STEP = 10_000;

/** Filled once in a benchmark for each length, whoever uses it. Somebody has looked at both accounts already. */
export const longAccount = oncePerBench(async (bench, events): Promise<LongAccount> => {
  const own = await bench.database();
  const [long, short] = [accountId.parse('long'), accountId.parse('short')];
  const store = await openBankStore(own);
  await fundAccounts(store, [long, short]);
  const openedAt = await store.head();
  await fillLog(own, [short], Math.min(events, SHORT_EVENTS));
  await fillLog(own, [long], events);
  const head = await store.head();
  for (const id of [long, short]) {
    for (let upTo = 0; upTo < head; upTo += STEP) await store.stateAt(account(id), toPosition(upTo));
  }
  await store.close();
  return { own, long, short, openedAt, head };
});
