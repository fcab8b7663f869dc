import { accountIds } from '../contestants/payload';
import { expectBalances, FUNDS, fundAccounts, withdrawOnce } from '../contestants/account-holder';
import { ClassicHolder } from '../contestants/classic-withdrawals';
import { centsOf } from '../contestants/ledger';
import { openRawEvents } from '../contestants/raw-log';
import { openBankStore } from '../contestants/store-log';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { LATENCIES, rate } from './measures';

const WORKERS = 16;

/** A conflict that reached the caller would end the run. */
const storeWithdrawing =
  (name: string, accountCount: number): MakeContestant =>
  async (own, { sizes }) => {
    const store = await openBankStore(own);
    const ids = accountIds(accountCount);
    await fundAccounts(store, ids);
    const withdrawals = new Map(ids.map((id) => [id, 0]));
    return {
      name,
      run: async () => {
        const loop = await closedLoop(WORKERS, sizes.sampleMs, async (worker) => {
          const id = ids[worker % ids.length];
          if (id === undefined) return;
          await withdrawOnce(store, id);
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

const classicWithdrawing: MakeContestant = async ({ db }, { sizes }) => {
  const events = await openRawEvents(db);
  const [id] = accountIds(1);
  if (id === undefined) throw new Error('There is no account.');
  const holder = (): ClassicHolder => new ClassicHolder(events, id, centsOf(FUNDS));
  const workers = Array.from({ length: WORKERS }, holder);
  return {
    name: 'classic, one account',
    run: async () =>
      loopSample(await closedLoop(WORKERS, sizes.sampleMs, async (worker) => workers[worker]?.withdraw())),
    check: () => holder().expect(workers.reduce((sum, { withdrawals }) => sum + withdrawals, 0)),
  };
};

export const decideContended: Row = {
  name: 'decide-contended',
  title: '`decide` by 16 workers on ONE account (withdrawals, all serialised)',
  against: 'the same 16 workers on 16 accounts',
  cases: [
    {
      name: '16',
      title: '16 workers',
      measures: [rate('events', 0.5), ...LATENCIES],
      open: (bench) =>
        lineup(
          bench,
          storeWithdrawing('one account', 1),
          storeWithdrawing('16 accounts', WORKERS),
          classicWithdrawing,
        ),
    },
  ],
};
