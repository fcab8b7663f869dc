import { isRefusal } from '@event-sourcing/domain-kernel';
import { accountIds } from './payload';
import { expectBalances, FUNDS, fundAccounts, withdrawOnce } from './account-holder';
import { openBankStore } from './store-log';
import type { MakeContestant } from '../harness/lineup';
import { centsOf } from './ledger';
import { closedLoop, loopSample } from '../load/closed-loop';

/** Workers that withdraw at the same time. */
export const WORKERS = 16;

interface Withdrawing {
  readonly accounts: number;
  /** Each command under a key of its own. */
  readonly keyed?: boolean;
  /** Each command asks for more than there is. */
  readonly refused?: boolean;
}

/** 16 workers who withdraw. A conflict that reached the caller would end the run. */
export const storeWithdrawing =
  (name: string, { accounts, keyed = false, refused = false }: Withdrawing): MakeContestant =>
  async (own, { sizes }) => {
    const store = await openBankStore(own);
    const ids = accountIds(accounts);
    await fundAccounts(store, ids);
    const withdrawals = new Map(ids.map((id) => [id, 0]));
    const amount = refused ? String(centsOf(FUNDS)) : undefined;
    return {
      name,
      run: async () => {
        const loop = await closedLoop(WORKERS, sizes.sampleMs, async (worker) => {
          const id = ids[worker % ids.length];
          if (id === undefined) return;
          const withdrawn = withdrawOnce(store, id, { keyed, ...(amount && { amount }) });
          if (refused) return expectRefusal(withdrawn);
          await withdrawn;
          withdrawals.set(id, (withdrawals.get(id) ?? 0) + 1);
        });
        return loopSample(loop);
      },
      check: async () => {
        await expectBalances(store, withdrawals);
        await store.close();
      },
    };
  };

const expectRefusal = async (withdrawn: Promise<void>): Promise<void> => {
  const reason: unknown = await withdrawn.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isRefusal(reason)) throw new Error('It was not refused.', { cause: reason });
};
