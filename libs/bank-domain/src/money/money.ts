import type { Currency } from './currency';

/** An amount of one currency, exact: a count of its minor units, of any size and sign. */
export interface Money {
  readonly minorUnits: bigint;
  readonly currency: Currency;
}

/** So many minor units: `money(1250n, EUR)` is 12.50 EUR. */
export const money = (minorUnits: bigint, currency: Currency): Money => ({ minorUnits, currency });

/** No money at all. */
export const zero = (currency: Currency): Money => money(0n, currency);

const assertSameCurrency = (one: Money, other: Money): void => {
  if (one.currency !== other.currency) {
    throw new RangeError(
      `${one.currency} and ${other.currency} cannot be reckoned together. Compare currencies first.`,
    );
  }
};

/**
 * The sum of two amounts.
 * @throws RangeError when their currencies differ, as do all functions here
 */
export const add = (one: Money, other: Money): Money => {
  assertSameCurrency(one, other);
  return money(one.minorUnits + other.minorUnits, one.currency);
};

/** What is left of `one` without `other`; below zero when `other` is more. */
export const subtract = (one: Money, other: Money): Money => add(one, negate(other));

/** The same amount the other way round. */
export const negate = ({ minorUnits, currency }: Money): Money => money(-minorUnits, currency);

/** Below zero, zero or above zero, as `one` is less than, equal to or more than `other`. */
export const compare = (one: Money, other: Money): -1 | 0 | 1 => {
  assertSameCurrency(one, other);
  if (one.minorUnits === other.minorUnits) return 0;
  return one.minorUnits < other.minorUnits ? -1 : 1;
};

/** Whether `one` is less than `other`. */
export const isLessThan = (one: Money, other: Money): boolean => compare(one, other) < 0;

/** Whether an amount is exactly zero. */
export const isZero = ({ minorUnits }: Money): boolean => minorUnits === 0n;
