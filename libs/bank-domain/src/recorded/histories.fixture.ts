import {
  A,
  ANN,
  B,
  BOB,
  C,
  deposited,
  EUR,
  JPY,
  opened,
  transferred,
  tx,
  withdrawn,
} from '../account/bank.fixture';
import { accountClosed, accountId, moneyDeposited, moneyTransferred, moneyWithdrawn } from '../account';
import {
  standingOrderEnded,
  standingOrderDelayed,
  standingOrderExecuted,
  standingOrderId,
  standingOrderOpened,
  standingOrderSkipped,
} from '../standing-order';

const LONGEST = accountId.parse(`x${'.'.repeat(63)}`);

const order = (id: string) => ({
  standingOrderId: standingOrderId.parse(id),
  owner: ANN,
  from: A,
  to: B,
  amount: '20.00',
  currency: EUR,
});
const RENT = order('rent');
const GIFT = order('gift');
const LOAN = { ...order('loan'), to: C };

/** What every release records: together every event type, and what is special about them. */
export const bankHistories = {
  'every-type': [
    opened(A),
    opened(B, BOB),
    deposited(A, '100.00'),
    withdrawn(A, '12.50'),
    transferred(A, B, '40.00'),
    deposited(B, '0.01'),
    withdrawn(A, '47.50'),
    accountClosed({ accountId: A }),
  ],
  'one-commit': [[opened(A), opened(B, BOB), deposited(A, '5.00'), transferred(A, B, '2.00')]],
  'opened-again': [
    opened(A, ANN, EUR),
    deposited(A, '7.00'),
    withdrawn(A, '7.00'),
    accountClosed({ accountId: A }),
    opened(A, BOB, JPY),
    deposited(A, '700', JPY),
  ],
  descriptions: [
    opened(LONGEST),
    opened(B),
    moneyDeposited({
      transactionId: tx('d1'),
      accountId: LONGEST,
      amount: '999999999999.99',
      currency: EUR,
      description: 'Gehalt für März 💶',
    }),
    moneyWithdrawn({
      transactionId: tx('w1'),
      accountId: LONGEST,
      amount: '0.01',
      currency: EUR,
      description: '=1+1',
    }),
    moneyTransferred({
      transactionId: tx('t1'),
      from: LONGEST,
      to: B,
      amount: '10.00',
      currency: EUR,
      description: 'x'.repeat(200),
    }),
  ],
  'standing-orders': [
    opened(A),
    opened(B, BOB),
    opened(C, BOB),
    deposited(A, '30.00'),
    standingOrderOpened({
      ...RENT,
      every: 'month',
      startsAt: '2030-01-31T12:00:00.000Z',
      timeZone: 'Europe/Berlin',
      endsAt: '2030-12-31T12:00:00.000Z',
      description: 'Miete 💶',
    }),
    standingOrderOpened({ ...GIFT, every: 'day', startsAt: '2030-02-01T00:00:00.000Z', timeZone: 'UTC' }),
    standingOrderOpened({ ...LOAN, every: 'week', startsAt: '2030-02-01T00:00:00.000Z', timeZone: 'UTC' }),
    [
      transferred(A, B, '20.00'),
      standingOrderExecuted({
        standingOrderId: RENT.standingOrderId,
        dueAt: '2030-01-31T12:00:00.000Z',
        transactionId: tx('t'),
      }),
    ],
    standingOrderDelayed({
      standingOrderId: RENT.standingOrderId,
      dueAt: '2030-02-28T12:00:00.000Z',
      triedAt: '2030-02-28T12:00:00.500Z',
    }),
    standingOrderSkipped({ ...RENT, dueAt: '2030-02-28T12:00:00.000Z' }),
    standingOrderEnded({ ...GIFT, reason: 'cancelled' }),
    accountClosed({ accountId: C }),
    standingOrderEnded({ ...LOAN, reason: 'account-closed', closed: C }),
  ],
} as const;
