import { describe, expect, it } from '@jest/globals';
import type { DecisionModel } from '@event-sourcing/event-store';
import { A, ANN, B, BOB, deposited, opened, transferred, withdrawn } from './bank.fixture';
import { BankLog } from './bank-log.fixture';
import { accountClosed, type BankEvent } from './events';
import { account, accountToCredit, accountToDebit, accountToOpen } from './models';
import type { AccountState } from './state';

const afterMissing = (
  missed: BankEvent,
  model: DecisionModel<AccountState, BankEvent>,
): 'conflict' | 'stored' => {
  const log = new BankLog();
  log.append([opened(A), opened(B), deposited(A, '100.00')], [], 0);
  const read = log.head;
  log.append([missed], [], read);
  return log.append([deposited(A, '1.00')], [model], read) ? 'stored' : 'conflict';
};

/** Everything that may happen to account a between a read and an append, and what it means to each use. */
const HAPPENINGS: Readonly<Record<string, BankEvent>> = {
  'a deposit': deposited(A, '5.00'),
  'a withdrawal': withdrawn(A, '5.00'),
  'a transfer out': transferred(A, B, '5.00'),
  'a transfer in': transferred(B, A, '5.00'),
  'its closing': accountClosed({ accountId: A }),
  'its opening': opened(A, BOB),
  'a withdrawal elsewhere': withdrawn(B, '5.00'),
};

const conflictsOf = (model: DecisionModel<AccountState, BankEvent>): readonly string[] =>
  Object.keys(HAPPENINGS).filter((name) => {
    const happening = HAPPENINGS[name];
    return happening !== undefined && afterMissing(happening, model) === 'conflict';
  });

describe('what a concurrent command conflicts with', () => {
  it('is only opening and closing when money comes in', () => {
    expect(conflictsOf(accountToCredit(A))).toEqual(['its closing', 'its opening']);
  });

  it('is also other money going out when money goes out, never money coming in', () => {
    expect(conflictsOf(accountToDebit(A))).toEqual([
      'a withdrawal',
      'a transfer out',
      'its closing',
      'its opening',
    ]);
  });

  it('is only opening and closing when it is to be opened', () => {
    expect(conflictsOf(accountToOpen(A))).toEqual(['its closing', 'its opening']);
  });

  it('is everything about it when it is to be closed', () => {
    expect(conflictsOf(account(A))).toEqual(Object.keys(HAPPENINGS).slice(0, 6));
  });

  it('does not change what is read: every use sees the same state', () => {
    const log = new BankLog();
    log.append(
      [opened(A, ANN), deposited(A, '9.00'), withdrawn(A, '2.00'), opened(B), transferred(A, B, '3.00')],
      [],
      0,
    );
    for (const model of [account(A), accountToOpen(A), accountToCredit(A), accountToDebit(A)]) {
      expect(log.stateOf(model)).toMatchObject({ balance: { minorUnits: 400n }, lastPosition: 5 });
    }
  });
});
