import {
  account,
  accountToDebit,
  formatAmount,
  transactionId,
  withdraw,
  type AccountId,
} from '@event-sourcing/bank-domain';
import { isRefusal } from '@event-sourcing/domain-kernel';
import type { MongoEventStore } from '@event-sourcing/event-store';
import { randomUUID } from 'node:crypto';
import { expectSame } from '../expect-same';
import type { MakeContestant } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { centsOf } from './ledger';
import { accountIds, FUNDS, fundAccounts, metadata } from './payload';
import { openBankStore } from './store-log';

/** Workers that withdraw at the same time. */
export const WORKERS = 16;

const WITHDRAWN = '12.50';

interface Withdrawing {
  readonly accounts: number;
  /** Each command under a key of its own. */
  readonly keyed?: boolean;
  /** Each command asks for more than there is. */
  readonly refused?: boolean;
}

/** 16 workers who withdraw. A conflict that reached the caller would end the run. */
export const withdrawing =
  (name: string, { accounts, keyed = false, refused = false }: Withdrawing): MakeContestant =>
  async ({ database, sizes, atEnd }) => {
    const store = await openBankStore(await database());
    atEnd(() => store.close());
    const ids = accountIds(accounts);
    await fundAccounts(store, ids);
    const withdrawals = new Map(ids.map((id) => [id, 0]));
    const amount = refused ? String(centsOf(FUNDS)) : WITHDRAWN;
    const work = async (worker: number): Promise<void> => {
      const id = ids[worker % ids.length];
      if (id === undefined) return;
      const isDone = await withdrawOnce(store, id, amount, keyed);
      if (isDone === refused) throw new Error('It was not refused, or should not have been.');
      if (isDone) withdrawals.set(id, (withdrawals.get(id) ?? 0) + 1);
    };
    return {
      name,
      run: async () => loopSample(await closedLoop(WORKERS, sizes.sampleMs, work)),
      check: async () => {
        for (const [id, count] of withdrawals) {
          const { state } = await store.stateOf(account(id));
          const cents = state.status === 'open' ? centsOf(formatAmount(state.balance)) : Number.NaN;
          const expected = centsOf(FUNDS) - count * centsOf(WITHDRAWN);
          expectSame(`balance of ${id} in cents after ${count} withdrawals`, cents, expected);
        }
      },
    };
  };

/** One withdrawal, decided as the bank decides it. @returns whether it was carried out, not refused */
const withdrawOnce = async (
  store: MongoEventStore,
  accountId: AccountId,
  amount: string,
  keyed: boolean,
): Promise<boolean> => {
  const command = { accountId, amount, transactionId: transactionId.parse(randomUUID()) };
  const options = { metadata: metadata(), ...(keyed && { command: { id: randomUUID(), request: command } }) };
  try {
    await store.decide({ from: accountToDebit(accountId) }, ({ from }) => withdraw(from, command), options);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
};
