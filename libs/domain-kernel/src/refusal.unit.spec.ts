import { describe, expect, it } from '@jest/globals';
import { isRefusal, isValidationFault, refuse, Refusal, ValidationFault } from './index';

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
};

describe('a refusal', () => {
  it('carries its code, its facts and a sentence', () => {
    const refusal = thrownBy(() =>
      refuse('account-not-empty', { balance: '3.00' }, 'Account 42 holds 3.00 EUR.'),
    );
    expect(refusal).toMatchObject({
      name: 'Refusal',
      code: 'account-not-empty',
      facts: { balance: '3.00' },
      message: 'Account 42 holds 3.00 EUR.',
    });
  });

  it('is named by its code when there is no sentence', () => {
    expect(thrownBy(() => refuse('same-account'))).toMatchObject({ message: 'same-account', facts: {} });
  });

  it('is recognised by its brand, other errors and values are not', () => {
    expect(isRefusal(new Refusal('x'))).toBe(true);
    for (const other of [
      new Error('x'),
      { code: 'x', facts: {} },
      null,
      undefined,
      'x',
      new ValidationFault([]),
    ]) {
      expect(isRefusal(other)).toBe(false);
    }
  });

  it('is recognised when it comes from another copy of the library', () => {
    expect(isRefusal({ [Symbol.for('@event-sourcing/refusal')]: true, code: 'x', facts: {} })).toBe(true);
  });
});

describe('a validation fault', () => {
  it('carries every fault under one stable code, and is not a refusal', () => {
    const fault = new ValidationFault([
      { path: 'amount', message: 'too fine' },
      { path: 'to', message: 'missing' },
    ]);
    expect(fault).toMatchObject({ code: 'validation-failed', message: 'amount: too fine; to: missing' });
    expect([isValidationFault(fault), isRefusal(fault)]).toEqual([true, false]);
    expect([isValidationFault(new Error('x')), isValidationFault(null)]).toEqual([false, false]);
  });
});
