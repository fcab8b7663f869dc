import { describe, expect, it } from '@jest/globals';
import { A, B, deposited, opened, transferred, withdrawn } from './bank.fixture';
import { accountClosed, bankEventTypes, moneyDeposited, moneyTransferred } from './events';

const valid = { transactionId: 't', accountId: 'a', amount: '12.50', currency: 'EUR' };

describe('the events of the bank', () => {
  it('are declared once each, under names that are storage format', () => {
    expect(bankEventTypes.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'AccountOpened 1',
      'MoneyDeposited 1',
      'MoneyWithdrawn 1',
      'MoneyTransferred 1',
      'AccountClosed 1',
    ]);
  });

  it('satisfy their own schemas', () => {
    const events = [
      opened(A),
      deposited(A, '1.00'),
      withdrawn(A, '1.00'),
      transferred(A, B, '1.00'),
      accountClosed({ accountId: A }),
    ];
    for (const event of events) {
      const declared = bankEventTypes.find(({ type }) => type === event.type);
      expect(declared?.schema.safeParse(event.data)).toMatchObject({ success: true });
    }
  });

  it('may have a description', () => {
    expect(moneyDeposited.schema.safeParse({ ...valid, description: 'cash' }).success).toBe(true);
  });

  it.each([
    ['an amount that is not canonical', { amount: '12.5' }],
    ['an amount finer than its currency', { currency: 'JPY' }],
    ['an amount of nothing', { amount: '0.00' }],
    ['an amount that is a number', { amount: 12.5 }],
    ['a code that is no currency', { currency: 'XAU' }],
    ['a member that nobody declared', { note: 'x' }],
    ['a description that is undefined', { description: undefined }],
    ['a description with control characters', { description: 'a\nb' }],
    ['an id that could break a tag', { accountId: 'a:b' }],
  ])('never hold %s', (_, fault) => {
    expect(moneyDeposited.schema.safeParse({ ...valid, ...fault }).success).toBe(false);
  });

  it('never hold a transfer whose amount is not canonical', () => {
    const data = { transactionId: 't', from: 'a', to: 'b', amount: '12.50', currency: 'EUR' };
    expect(moneyTransferred.schema.safeParse(data).success).toBe(true);
    expect(moneyTransferred.schema.safeParse({ ...data, amount: '12.500' }).success).toBe(false);
  });
});
