import { describe, expect, it } from '@jest/globals';
import { decider } from '@event-sourcing/event-store/testing';
import { A, ANN, B, BOB, EUR, deposited, opened, transferred, tx, withdrawn } from './bank.fixture';
import { closeAccount, deposit, openAccount, withdraw } from './decisions';
import { accountClosed, type BankEvent } from './events';
import { account, accountToCredit, accountToDebit, accountToOpen } from './models';
import type { AccountState } from './state';

const movement = { accountId: A, transactionId: tx('t'), amount: '1.00' };
const open = [opened(A), opened(B), deposited(A, '100.00')];

const opening = decider({ it: accountToOpen(A) })
  .given([opened(B)])
  .when(({ it }) => openAccount(it, { accountId: A, owner: ANN, currency: EUR }));
const depositing = decider({ it: accountToCredit(A) })
  .given(open)
  .when(({ it }) => deposit(it, movement));
const withdrawing = decider({ it: accountToDebit(A) })
  .given(open)
  .when(({ it }) => withdraw(it, movement));
const closing = decider({ it: account(A) })
  .given([...open, withdrawn(A, '100.00')])
  .when(({ it }) => closeAccount(it, { accountId: A }));

const CONFLICTS = 'conflicts';
const STANDS = 'stands';

/** What may happen between a read and an append, and what it means to each use of account a. */
describe.each<readonly [string, BankEvent, readonly [string, string, string, string]]>([
  ['a deposit', deposited(A, '5.00'), [STANDS, STANDS, STANDS, CONFLICTS]],
  ['a withdrawal', withdrawn(A, '5.00'), [STANDS, STANDS, CONFLICTS, CONFLICTS]],
  ['a transfer out', transferred(A, B, '5.00'), [STANDS, STANDS, CONFLICTS, CONFLICTS]],
  ['a transfer in', transferred(B, A, '5.00'), [STANDS, STANDS, STANDS, CONFLICTS]],
  ['its closing', accountClosed({ accountId: A }), [CONFLICTS, CONFLICTS, CONFLICTS, CONFLICTS]],
  ['its opening', opened(A, BOB), [CONFLICTS, CONFLICTS, CONFLICTS, CONFLICTS]],
  ['a withdrawal elsewhere', withdrawn(B, '5.00'), [STANDS, STANDS, STANDS, STANDS]],
])('with %s meanwhile', (_, happened, [toOpen, toCredit, toDebit, toClose]) => {
  it.each([
    ['opening an account', toOpen, opening],
    ['a deposit', toCredit, depositing],
    ['a withdrawal', toDebit, withdrawing],
    ['closing it', toClose, closing],
  ])('%s %s', (_decision, outcome, decision) => {
    const meanwhile = decision.meanwhile([happened]);
    if (outcome === CONFLICTS) meanwhile.thenConflicts();
    else meanwhile.thenStands();
  });
});

describe('a withdrawal that lost its race', () => {
  it('is decided anew on what the other one left', () => {
    withdrawing
      .meanwhile([withdrawn(A, '99.50')])
      .decidedAnew()
      .thenRefuses('insufficient-funds', {
        accountId: 'a',
        balance: '0.50',
        amount: '1.00',
        currency: 'EUR',
      });
    withdrawing
      .meanwhile([accountClosed({ accountId: A })])
      .decidedAnew()
      .thenRefuses('account-not-found');
  });
});

describe('every use of an account', () => {
  it('sees the same state', () => {
    decider({
      whole: account(A),
      toOpen: accountToOpen(A),
      toCredit: accountToCredit(A),
      toDebit: accountToDebit(A),
    })
      .given([
        opened(A, ANN),
        deposited(A, '9.00'),
        withdrawn(A, '2.00'),
        opened(B),
        transferred(A, B, '3.00'),
      ])
      .when((states) => {
        const expected: AccountState = states.whole;
        expect(expected).toMatchObject({ balance: { minorUnits: 400n }, lastPosition: 5 });
        expect(Object.values(states)).toEqual([expected, expected, expected, expected]);
        return [];
      })
      .thenNothing();
  });
});
