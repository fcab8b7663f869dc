import {
  A,
  ANN,
  B,
  BOB,
  deposited,
  EUR,
  JPY,
  opened,
  transferred,
  tx,
  withdrawn,
} from '../account/bank.fixture';
import { accountClosed, accountId, moneyDeposited, moneyTransferred, moneyWithdrawn } from '../account';

const LONGEST = accountId.parse(`x${'.'.repeat(63)}`);

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
} as const;
