import { withdrawing, WORKERS } from '../contestants/withdrawing';
import { each, rates, single, type Row } from '../harness/row';

export const decideContended = single({
  name: 'decide-contended',
  title: '`decide` by 16 workers on ONE account (withdrawals, all serialised)',
  against: 'the same 16 workers on 16 accounts',
  measures: rates('events', 0.5),
  open: each(withdrawing('one account', { accounts: 1 }), withdrawing('16 accounts', { accounts: WORKERS })),
});

export const decideKeyed: Row = {
  name: 'decide-keyed',
  title: '`decide` by 16 workers, each command under a key of its own',
  against: 'the same on 16 accounts, carried out',
  cases: [
    {
      title: 'on ONE account',
      measures: rates('commands', 0.4),
      open: each(
        withdrawing('one account', { accounts: 1, keyed: true }),
        withdrawing('16 accounts', { accounts: WORKERS, keyed: true }),
        withdrawing('16 accounts, without keys', { accounts: WORKERS }),
      ),
    },
    {
      title: 'refused',
      measures: rates('commands', 0.5),
      open: each(
        withdrawing('refused', { accounts: WORKERS, keyed: true, refused: true }),
        withdrawing('carried out', { accounts: WORKERS, keyed: true }),
        withdrawing('refused, without keys', { accounts: WORKERS, refused: true }),
      ),
    },
  ],
};
