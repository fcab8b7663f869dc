import { describe, expect, it } from '@jest/globals';
import { isValidationFault } from '@event-sourcing/domain-kernel';
import fc from 'fast-check';
import {
  add,
  amountText,
  compare,
  currency,
  formatAmount,
  money,
  parseAmount,
  subtract,
  zero,
} from './index';

const EUR = currency.parse('EUR');
const JPY = currency.parse('JPY');
const KWD = currency.parse('KWD');
const currencies = fc.constantFrom(...currency.options).map((code) => currency.parse(code));

const faultOf = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};

describe('an amount', () => {
  it.each([
    ['12.5', EUR, 1250n, '12.50'],
    ['12.50', EUR, 1250n, '12.50'],
    ['0.01', EUR, 1n, '0.01'],
    ['12', JPY, 12n, '12'],
    ['12.5', KWD, 12500n, '12.500'],
    ['999999999999.99', EUR, 99999999999999n, '999999999999.99'],
    ['1.0001', currency.parse('CLF'), 10001n, '1.0001'],
  ])('%s %s is read exactly and printed with all minor digits', (text, code, minorUnits, printed) => {
    expect(parseAmount(text, code)).toEqual({ minorUnits, currency: code });
    expect(formatAmount(parseAmount(text, code))).toBe(printed);
  });

  it.each([
    '',
    '0',
    '0.00',
    '-1',
    '+1',
    '1e3',
    ' 1',
    '1 ',
    '1\n',
    '01',
    '00.5',
    '.5',
    '5.',
    '1,5',
    '1_000',
    '0x10',
    '1.00000',
    '1.2.3',
    '1000000000000',
    '١٢',
    'NaN',
    'Infinity',
    12.5,
    null,
    ['1'],
  ])('is never %j', (text) => {
    expect(amountText.safeParse(text).success).toBe(false);
    if (typeof text === 'string') expect(isValidationFault(faultOf(() => parseAmount(text, EUR)))).toBe(true);
  });

  it.each([
    ['12.505', EUR, 2],
    ['12.0', JPY, 0],
    ['12.5000', KWD, 3],
  ])('%s %s is finer than the currency, a fault of the member amount', (text, code, digits) => {
    expect(amountText.safeParse(text).success).toBe(true);
    expect(faultOf(() => parseAmount(text, code))).toMatchObject({
      code: 'validation-failed',
      errors: [{ path: 'amount', message: `must have at most ${digits} digits after the point in ${code}` }],
    });
  });

  it('survives printing and reading, in every currency', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 99_999_999_999n }), currencies, (minorUnits, code) => {
        expect(parseAmount(formatAmount(money(minorUnits, code)), code)).toEqual(money(minorUnits, code));
      }),
    );
  });

  it('is printed with a minus sign below zero, and zero without one', () => {
    expect(formatAmount(money(-8000n, EUR))).toBe('-80.00');
    expect(formatAmount(money(-5n, KWD))).toBe('-0.005');
    expect(formatAmount(money(-12n, JPY))).toBe('-12');
    expect(formatAmount(subtract(money(5n, EUR), money(5n, EUR)))).toBe('0.00');
  });
});

describe('money', () => {
  it('is added and taken away without loss, beyond what a number can hold', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (one, other) => {
        const sum = add(money(one, EUR), money(other, EUR));
        expect(sum.minorUnits).toBe(one + other);
        expect(subtract(sum, money(other, EUR))).toEqual(money(one, EUR));
      }),
    );
  });

  it('is ordered by its amount', () => {
    expect([
      compare(money(1n, EUR), money(2n, EUR)),
      compare(zero(EUR), zero(EUR)),
      compare(zero(EUR), money(-1n, EUR)),
    ]).toEqual([-1, 0, 1]);
  });

  it('of different currencies is never reckoned together', () => {
    expect(() => add(zero(EUR), zero(JPY))).toThrow(RangeError);
    expect(() => compare(zero(EUR), zero(JPY))).toThrow(RangeError);
  });
});
