import { accountIds } from '../contestants/payload';
import { FUNDS } from '../contestants/account-holder';
import { ClassicHolder } from '../contestants/classic-withdrawals';
import { centsOf } from '../contestants/ledger';
import { openRawEvents } from '../contestants/raw-log';
import { storeWithdrawing, WORKERS } from '../contestants/withdrawing';
import { lineup, type MakeContestant } from '../harness/lineup';
import type { Row } from '../harness/row';
import { closedLoop, loopSample } from '../load/closed-loop';
import { LATENCIES, rate } from './measures';

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
          storeWithdrawing('one account', { accounts: 1 }),
          storeWithdrawing('16 accounts', { accounts: WORKERS }),
          classicWithdrawing,
        ),
    },
  ],
};
