import { storeWithdrawing, WORKERS } from '../contestants/withdrawing';
import { lineup } from '../harness/lineup';
import type { Row } from '../harness/row';
import { LATENCIES, rate } from './measures';

export const decideKeyed: Row = {
  name: 'decide-keyed',
  title: '`decide` by 16 workers, each command under a key of its own',
  against: 'the same on 16 accounts, carried out',
  cases: [
    {
      name: 'hot',
      title: 'on ONE account',
      measures: [rate('commands', 0.4), ...LATENCIES],
      open: (bench) =>
        lineup(
          bench,
          storeWithdrawing('one account', { accounts: 1, keyed: true }),
          storeWithdrawing('16 accounts', { accounts: WORKERS, keyed: true }),
          storeWithdrawing('16 accounts, without keys', { accounts: WORKERS }),
        ),
    },
    {
      name: 'refused',
      title: 'refused',
      measures: [rate('commands', 0.5), ...LATENCIES],
      open: (bench) =>
        lineup(
          bench,
          storeWithdrawing('refused', { accounts: WORKERS, keyed: true, refused: true }),
          storeWithdrawing('carried out', { accounts: WORKERS, keyed: true }),
          storeWithdrawing('refused, without keys', { accounts: WORKERS, refused: true }),
        ),
    },
  ],
};
