import { describe, expect, it } from '@jest/globals';
import { isRefusal, isValidationFault } from '@event-sourcing/domain-kernel';
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
  thrownBy,
  tx,
  withdrawn,
} from './bank.fixture';
import { closeAccount, deposit, openAccount, transfer, withdraw } from './decisions';
import { accountClosed } from './events';
import { ABSENT } from './state';

const refusalOf = (action: () => unknown): unknown => {
  const error = thrownBy(action);
  return isRefusal(error) ? { code: error.code, facts: error.facts } : error;
};
const notFound = (accountId: string) => ({ code: 'account-not-found', facts: { accountId } });

describe('opening an account', () => {
  it('is recorded for the account and its owner', () => {
    expect(openAccount(ABSENT, { accountId: A, owner: ANN, currency: JPY })).toEqual([
      {
        type: 'AccountOpened',
        version: 1,
        tags: ['account:a', 'owner:ann'],
        data: { accountId: 'a', owner: 'ann', currency: 'JPY' },
      },
    ]);
  });

  it('is refused while the account is open', () => {
    const open = () => openAccount(stateAfter(A, opened(A)), { accountId: A, owner: BOB, currency: EUR });
    expect(refusalOf(open)).toEqual({ code: 'account-already-exists', facts: { accountId: 'a' } });
  });

  it('is possible again after it was closed, for another owner in another currency', () => {
    const closed = stateAfter(A, opened(A), accountClosed({ accountId: A }));
    expect(openAccount(closed, { accountId: A, owner: BOB, currency: JPY })).toMatchObject([
      { data: { owner: 'bob', currency: 'JPY' } },
    ]);
  });
});

describe('a deposit', () => {
  it('is recorded with all minor digits in the currency of the account', () => {
    const account = stateAfter(A, opened(A));
    expect(
      deposit(account, { accountId: A, transactionId: tx('d1'), amount: '12.5', description: 'cash' }),
    ).toEqual([
      {
        type: 'MoneyDeposited',
        version: 1,
        tags: ['account:a'],
        data: { accountId: 'a', transactionId: 'd1', amount: '12.50', currency: 'EUR', description: 'cash' },
      },
    ]);
  });

  it('leaves out a description that is absent', () => {
    const command = { accountId: A, transactionId: tx('d1'), amount: '1', description: undefined };
    expect(Object.keys(deposit(stateAfter(A, opened(A)), command)[0].data)).not.toContain('description');
  });

  it('needs the account to exist, before anything else', () => {
    expect(
      refusalOf(() => deposit(ABSENT, { accountId: A, transactionId: tx('d'), amount: '0.001' })),
    ).toEqual(notFound('a'));
  });

  it('finer than the currency is a fault of the request, not a refusal', () => {
    const yen = stateAfter(A, opened(A, ANN, JPY));
    const error = thrownBy(() => deposit(yen, { accountId: A, transactionId: tx('d'), amount: '12.50' }));
    expect([isValidationFault(error), isRefusal(error)]).toEqual([true, false]);
    expect(error).toMatchObject({ code: 'validation-failed', errors: [{ path: 'amount' }] });
  });
});

describe('a withdrawal', () => {
  it('may take everything, and is marked as taking from the account', () => {
    const account = stateAfter(A, opened(A), deposited(A, '100.00'));
    expect(withdraw(account, { accountId: A, transactionId: tx('w1'), amount: '100' })).toMatchObject([
      {
        type: 'MoneyWithdrawn',
        tags: ['account:a', 'debit:a'],
        data: { amount: '100.00', transactionId: 'w1' },
      },
    ]);
  });

  it('of one cent too much is refused with what there is and what was asked for', () => {
    const account = stateAfter(A, opened(A), deposited(A, '100.00'), withdrawn(A, '60.00'));
    expect(
      refusalOf(() => withdraw(account, { accountId: A, transactionId: tx('w'), amount: '40.01' })),
    ).toEqual({
      code: 'insufficient-funds',
      facts: { accountId: 'a', balance: '40.00', amount: '40.01', currency: 'EUR' },
    });
  });

  it('needs the account to exist', () => {
    const closed = stateAfter(A, opened(A), accountClosed({ accountId: A }));
    expect(refusalOf(() => withdraw(closed, { accountId: A, transactionId: tx('w'), amount: '1' }))).toEqual(
      notFound('a'),
    );
  });
});

describe('a transfer', () => {
  const rich = stateAfter(A, opened(A), deposited(A, '100.00'));
  const poor = stateAfter(B, opened(B, BOB));
  const command = { transactionId: tx('t1'), from: A, to: B, amount: '30' };

  it('is one event of both accounts, marked as taking from the first', () => {
    expect(transfer({ from: rich, to: poor }, { ...command, description: 'rent' })).toEqual([
      {
        type: 'MoneyTransferred',
        version: 1,
        tags: ['account:a', 'account:b', 'debit:a'],
        data: {
          transactionId: 't1',
          from: 'a',
          to: 'b',
          amount: '30.00',
          currency: 'EUR',
          description: 'rent',
        },
      },
    ]);
  });

  it('names the side that does not exist, the paying one first', () => {
    expect(refusalOf(() => transfer({ from: ABSENT, to: ABSENT }, command))).toEqual(notFound('a'));
    expect(refusalOf(() => transfer({ from: rich, to: ABSENT }, command))).toEqual(notFound('b'));
    expect(refusalOf(() => transfer({ from: ABSENT, to: ABSENT }, { ...command, to: A }))).toEqual(
      notFound('a'),
    );
  });

  it('to the same account is refused, covered or not', () => {
    const toItself = () => transfer({ from: rich, to: rich }, { ...command, to: A, amount: '1000' });
    expect(refusalOf(toItself)).toEqual({ code: 'same-account', facts: { accountId: 'a' } });
  });

  it('between currencies is refused, covered or not', () => {
    const yen = stateAfter(B, opened(B, BOB, JPY));
    expect(refusalOf(() => transfer({ from: rich, to: yen }, { ...command, amount: '1000' }))).toEqual({
      code: 'currency-mismatch',
      facts: { from: 'a', to: 'b', fromCurrency: 'EUR', toCurrency: 'JPY' },
    });
  });

  it('never overdraws the paying account', () => {
    expect(
      refusalOf(() => transfer({ from: rich, to: poor }, { ...command, amount: '100.01' })),
    ).toMatchObject({
      code: 'insufficient-funds',
      facts: { accountId: 'a', balance: '100.00', amount: '100.01' },
    });
  });
});

describe('closing an account', () => {
  it('needs it to exist, also a second time', () => {
    expect(refusalOf(() => closeAccount(ABSENT, { accountId: A }))).toEqual(notFound('a'));
    const closed = stateAfter(A, opened(A), accountClosed({ accountId: A }));
    expect(refusalOf(() => closeAccount(closed, { accountId: A }))).toEqual(notFound('a'));
  });

  it('needs it to be empty', () => {
    expect(
      refusalOf(() => closeAccount(stateAfter(A, opened(A), deposited(A, '3.00')), { accountId: A })),
    ).toEqual({
      code: 'account-not-empty',
      facts: { accountId: 'a', balance: '3.00', currency: 'EUR' },
    });
  });

  it('is recorded once it is empty', () => {
    const emptied = stateAfter(A, opened(A), deposited(A, '3.00'), withdrawn(A, '3.00'));
    expect(closeAccount(emptied, { accountId: A })).toMatchObject([
      { type: 'AccountClosed', tags: ['account:a'] },
    ]);
  });
});
