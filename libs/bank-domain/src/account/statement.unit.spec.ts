import { describe, expect, it } from '@jest/globals';
import { recorded } from '@event-sourcing/event-store/testing';
import { formatAmount, zero } from '../money';
import {
  A,
  ANN,
  B,
  BOB,
  EUR,
  JPY,
  deposited,
  opened,
  stateAfter,
  transferred,
  tx,
  withdrawn,
} from './bank.fixture';
import { accountClosed, moneyDeposited, type BankEvent } from './events';
import { statement, statementLines } from './statement';

const HISTORY: readonly BankEvent[] = [
  opened(A),
  opened(B),
  deposited(A, '100.00'),
  withdrawn(A, '80.00'),
  deposited(B, '4.00'),
  transferred(B, A, '3.50'),
  transferred(A, B, '20.00'),
];

const minute = (n: number): Date => new Date(Date.UTC(2030, 0, 1, 12, n));
const printed = (lines: ReturnType<typeof statement>['lines']) =>
  lines.map(({ position, type, amount, balanceAfter, counterparty = '' }) =>
    [position, type, formatAmount(amount), formatAmount(balanceAfter), counterparty].join(' ').trim(),
  );

describe('a statement', () => {
  it('lists what moved, signed, with the balance after it and the other account', () => {
    expect(printed(statement(A, recorded(HISTORY)).lines)).toEqual([
      '3 deposit 100.00 100.00',
      '4 withdrawal -80.00 20.00',
      '6 transfer-in 3.50 23.50 b',
      '7 transfer-out -20.00 3.50 b',
    ]);
  });

  it('carries description, time and transaction, and leaves out what is absent', () => {
    const salary = moneyDeposited({
      ...deposited(A, '9.00').data,
      transactionId: tx('s1'),
      description: 'salary',
    });
    const [first, second] = statement(A, recorded([opened(A), salary, deposited(A, '1.00')])).lines;
    expect(first).toMatchObject({
      transactionId: 's1',
      description: 'salary',
      recordedAt: minute(2),
      position: 2,
    });
    expect(Object.keys(second ?? {})).not.toEqual(expect.arrayContaining(['description']));
    expect(Object.keys(second ?? {})).not.toEqual(expect.arrayContaining(['counterparty']));
  });

  it('ends in the same account that a decision sees', () => {
    expect(statement(A, recorded(HISTORY)).account).toEqual(stateAfter(A, ...HISTORY));
  });

  it('of an account opened again shows its present life only', () => {
    const again = [
      deposited(A, '1.00'),
      withdrawn(A, '1.00'),
      accountClosed({ accountId: A }),
      opened(A, BOB, JPY),
      deposited(A, '7', JPY),
    ];
    expect(printed(statement(A, recorded([opened(A, ANN), ...again])).lines)).toEqual(['6 deposit 7 7']);
  });

  it('of a closed or unknown account is empty', () => {
    const closed = statement(
      A,
      recorded([opened(A), deposited(A, '1.00'), withdrawn(A, '1.00'), accountClosed({ accountId: A })]),
    );
    expect(closed).toEqual({ account: { status: 'absent' }, lines: [] });
    expect(statement(A, recorded([opened(B)])).lines).toEqual([]);
  });
});

describe('a part of a statement', () => {
  const events = recorded(HISTORY);
  const { lines } = statement(A, events);
  const after = (position: number) =>
    lines.findLast((line) => line.position <= position)?.balanceAfter ?? zero(EUR);

  it.each([
    [0, 7],
    [2, 4],
    [4, 6],
    [6, 7],
    [7, 7],
  ])('after %i up to %i has the lines of the whole, told from either end', (from, to) => {
    const part = { accountId: A, events: events.slice(from, to) };
    const wanted = lines.filter(({ position }) => position > from && position <= to);
    expect(statementLines({ ...part, balance: after(from), at: 'start' })).toEqual(wanted);
    expect(statementLines({ ...part, balance: after(to), at: 'end' })).toEqual(wanted);
  });
});
