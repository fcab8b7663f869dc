import { describe, it } from '@jest/globals';
import { isRefusal, isValidationFault } from '@event-sourcing/domain-kernel';
import { decider } from '@event-sourcing/event-store/testing';
import { A, ANN, B, BOB, EUR, JPY, deposited, opened, tx, withdrawn } from './bank.fixture';
import { closeAccount, deposit, openAccount, transfer, withdraw } from './decisions';
import { accountClosed, accountOpened, type BankEvent } from './events';
import { account, accountToCredit, accountToDebit, accountToOpen } from './models';
import type { AccountState } from './state';

type Decide = (states: { readonly account: AccountState }) => readonly BankEvent[];

const closed = accountClosed({ accountId: A });

describe('opening an account', () => {
  const given = (...history: readonly BankEvent[]) => decider({ account: accountToOpen(A) }).given(history);
  const forBob: Decide = (states) => openAccount(states.account, { accountId: A, owner: BOB, currency: JPY });

  it('is recorded for the account and its owner', () => {
    given()
      .when(forBob)
      .then([
        {
          type: 'AccountOpened',
          version: 1,
          tags: ['account:a', 'owner:bob'],
          data: { accountId: 'a', owner: 'bob', currency: 'JPY' },
        },
      ]);
  });

  it('is refused while the account is open', () => {
    given(opened(A)).when(forBob).thenRefuses('account-already-exists', { accountId: 'a' });
  });

  it('is possible again after it was closed, for another owner in another currency', () => {
    given(opened(A, ANN, EUR), closed)
      .when(forBob)
      .then([accountOpened({ accountId: A, owner: BOB, currency: JPY })]);
  });
});

describe('a deposit', () => {
  const given = (...history: readonly BankEvent[]) => decider({ account: accountToCredit(A) }).given(history);
  const of =
    (amount: string, description?: string): Decide =>
    (states) =>
      deposit(states.account, { accountId: A, transactionId: tx('d1'), amount, description });

  it('is recorded with all minor digits in the currency of the account', () => {
    given(opened(A))
      .when(of('12.5', 'cash'))
      .then([
        {
          type: 'MoneyDeposited',
          version: 1,
          tags: ['account:a'],
          data: {
            accountId: 'a',
            transactionId: 'd1',
            amount: '12.50',
            currency: 'EUR',
            description: 'cash',
          },
        },
      ]);
  });

  it('leaves out a description that is absent', () => {
    const data = { accountId: 'a', transactionId: 'd1', amount: '1', currency: 'JPY' };
    given(opened(A, ANN, JPY))
      .when(of('1', undefined))
      .then([{ type: 'MoneyDeposited', version: 1, tags: ['account:a'], data }]);
  });

  it('needs the account to exist, before anything else', () => {
    given().when(of('0.001')).thenRefuses('account-not-found', { accountId: 'a' });
  });

  it('finer than the currency is a fault of the request, not a refusal', () => {
    given(opened(A, ANN, JPY))
      .when(of('12.50'))
      .thenThrows(
        (error) => isValidationFault(error) && !isRefusal(error) && error.errors[0]?.path === 'amount',
      );
  });
});

describe('a withdrawal', () => {
  const given = (...history: readonly BankEvent[]) => decider({ account: accountToDebit(A) }).given(history);
  const of =
    (amount: string): Decide =>
    (states) =>
      withdraw(states.account, { accountId: A, transactionId: tx('w1'), amount });

  it('may take everything, and is marked as taking from the account', () => {
    given(opened(A), deposited(A, '100.00'))
      .when(of('100'))
      .then([
        {
          type: 'MoneyWithdrawn',
          version: 1,
          tags: ['account:a', 'debit:a'],
          data: { accountId: 'a', transactionId: 'w1', amount: '100.00', currency: 'EUR' },
        },
      ]);
  });

  it('of one cent too much is refused with what there is and what was asked for', () => {
    given(opened(A), deposited(A, '100.00'), withdrawn(A, '60.00'))
      .when(of('40.01'))
      .thenRefuses('insufficient-funds', {
        accountId: 'a',
        balance: '40.00',
        amount: '40.01',
        currency: 'EUR',
      });
  });

  it('needs the account to exist', () => {
    given(opened(A), closed).when(of('1')).thenRefuses('account-not-found', { accountId: 'a' });
  });
});

describe('a transfer', () => {
  const rich = [opened(A), deposited(A, '100.00')];
  const given = (...history: readonly BankEvent[]) =>
    decider({ from: accountToDebit(A), to: accountToCredit(B) }).given(history);
  const of = (amount: string, description?: string) => (states: { from: AccountState; to: AccountState }) =>
    transfer(states, { transactionId: tx('t1'), from: A, to: B, amount, description });
  const toItself = (amount: string) => (states: { from: AccountState; to: AccountState }) =>
    transfer(states, { transactionId: tx('t1'), from: A, to: A, amount });
  const ofOneAccount = (...history: readonly BankEvent[]) =>
    decider({ from: accountToDebit(A), to: accountToCredit(A) }).given(history);

  it('is one event of both accounts, marked as taking from the first', () => {
    given(...rich, opened(B, BOB))
      .when(of('30', 'rent'))
      .then([
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
    given().when(of('30')).thenRefuses('account-not-found', { accountId: 'a' });
    given(...rich)
      .when(of('30'))
      .thenRefuses('account-not-found', { accountId: 'b' });
    ofOneAccount().when(toItself('30')).thenRefuses('account-not-found', { accountId: 'a' });
  });

  it('to the same account is refused, covered or not', () => {
    ofOneAccount(...rich)
      .when(toItself('1000'))
      .thenRefuses('same-account', { accountId: 'a' });
  });

  it('between currencies is refused, covered or not', () => {
    given(...rich, opened(B, BOB, JPY))
      .when(of('1000'))
      .thenRefuses('currency-mismatch', { from: 'a', to: 'b', fromCurrency: 'EUR', toCurrency: 'JPY' });
  });

  it('never overdraws the paying account', () => {
    given(...rich, opened(B, BOB))
      .when(of('100.01'))
      .thenRefuses('insufficient-funds', {
        accountId: 'a',
        balance: '100.00',
        amount: '100.01',
        currency: 'EUR',
      });
  });
});

describe('closing an account', () => {
  const given = (...history: readonly BankEvent[]) => decider({ account: account(A) }).given(history);
  const closing: Decide = (states) => closeAccount(states.account, { accountId: A });

  it('needs it to exist, also a second time', () => {
    given().when(closing).thenRefuses('account-not-found', { accountId: 'a' });
    given(opened(A), closed).when(closing).thenRefuses('account-not-found', { accountId: 'a' });
  });

  it('needs it to be empty', () => {
    given(opened(A), deposited(A, '3.00'))
      .when(closing)
      .thenRefuses('account-not-empty', { accountId: 'a', balance: '3.00', currency: 'EUR' });
  });

  it('is recorded once it is empty', () => {
    given(opened(A), deposited(A, '3.00'), withdrawn(A, '3.00'))
      .when(closing)
      .then([{ type: 'AccountClosed', version: 1, tags: ['account:a'], data: { accountId: 'a' } }]);
  });
});
