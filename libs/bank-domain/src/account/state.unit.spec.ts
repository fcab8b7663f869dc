import { describe, expect, it } from '@jest/globals';
import {
  A,
  ANN,
  B,
  BOB,
  C,
  EUR,
  JPY,
  deposited,
  opened,
  stateAfter,
  transferred,
  withdrawn,
} from './bank.fixture';
import { accountClosed, type AccountOpened } from './events';
import { noticeText } from './notice';
import { ABSENT } from './state';

describe('the state of an account', () => {
  it('starts empty, and knows its owner and when it was opened', () => {
    expect(stateAfter(B, opened(A), opened(B, BOB, JPY))).toEqual({
      status: 'open',
      accountId: 'b',
      owner: 'bob',
      currency: 'JPY',
      balance: { minorUnits: 0n, currency: 'JPY' },
      openedAt: new Date('2030-01-01T12:02:00.000Z'),
      openedAtPosition: 2,
      lastPosition: 2,
    });
  });

  it('follows what is put in and taken out, transfers both ways included', () => {
    const history = [
      opened(A),
      opened(B),
      deposited(A, '100.00'),
      withdrawn(A, '20.00'),
      transferred(A, B, '30.00'),
      transferred(B, A, '5.50'),
    ];
    expect(stateAfter(A, ...history)).toMatchObject({ balance: { minorUnits: 5550n }, lastPosition: 6 });
    expect(stateAfter(B, ...history)).toMatchObject({ balance: { minorUnits: 2450n }, openedAtPosition: 2 });
  });

  it('passes over what is not about it, positions included', () => {
    const history = [
      opened(A),
      opened(B),
      deposited(B, '1.00'),
      accountClosed({ accountId: B }),
      transferred(B, C, '1.00'),
    ];
    expect(stateAfter(A, ...history)).toEqual(stateAfter(A, opened(A)));
  });

  it('passes over what it does not know', () => {
    const unknown: AccountOpened = JSON.parse(
      JSON.stringify(opened(A)).replace('AccountOpened', 'AccountRenamed'),
    );
    expect(stateAfter(A, opened(A), unknown)).toEqual(stateAfter(A, opened(A)));
  });

  it('is absent before it was opened and after it was closed', () => {
    expect(stateAfter(A, deposited(A, '1.00'))).toBe(ABSENT);
    expect(stateAfter(A, opened(A), accountClosed({ accountId: A }), deposited(A, '1.00'))).toBe(ABSENT);
  });

  it('begins anew when the id is opened again: nothing of the former life is left', () => {
    const history = [
      opened(A, ANN, EUR),
      deposited(A, '7.00'),
      withdrawn(A, '7.00'),
      accountClosed({ accountId: A }),
      opened(A, BOB, JPY),
      deposited(A, '500', JPY),
    ];
    expect(stateAfter(A, ...history)).toEqual({
      status: 'open',
      accountId: 'a',
      owner: 'bob',
      currency: 'JPY',
      balance: { minorUnits: 500n, currency: 'JPY' },
      openedAt: new Date('2030-01-01T12:05:00.000Z'),
      openedAtPosition: 5,
      lastPosition: 6,
    });
  });

  it('is not changed by a second opening while it is open', () => {
    expect(stateAfter(A, opened(A), deposited(A, '7.00'), opened(A, BOB, JPY))).toEqual(
      stateAfter(A, opened(A), deposited(A, '7.00')),
    );
  });

  it('holds more than twelve digits', () => {
    const most = deposited(A, '999999999999.99');
    expect(stateAfter(A, opened(A), most, most, most)).toMatchObject({
      balance: { minorUnits: 299999999999997n },
    });
  });
});

describe('the notice of a transfer', () => {
  it('says how much came from where', () => {
    expect(noticeText(transferred(A, B, '12.50').data)).toBe('You received 12.50 EUR from account a');
  });
});
