import { ValidationFault } from '@event-sourcing/domain-kernel';
import { dinero, toDecimal } from 'dinero.js/bigint';
import { z } from 'zod';
import { minorDigits, type Currency } from './currency';
import { money, type Money } from './money';

/**
 * The form of an amount before its currency is known: plain decimal notation above zero, at most twelve digits
 * before the point and four after it; no sign, exponent, spaces or leading zeros.
 */
export const amountText = z
  .string()
  .regex(
    /^(?=.*[1-9])(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?$/,
    'must be an amount above zero in plain decimal notation, such as "12.50", with at most 12 digits before the point',
  );

/** An amount that its currency does not have: too many decimals, or not of the form of `amountText`. */
class AmountFormatFault extends ValidationFault {
  override readonly name = 'AmountFormatFault';

  constructor(message: string) {
    super([{ path: 'amount', message }]);
  }
}

/**
 * Reads an amount of a currency: `"12.5"` and `"12.50"` of EUR are the same.
 * @throws AmountFormatFault when it is not of the form of `amountText`, or finer than the currency's minor unit
 */
export const parseAmount = (text: string, currency: Currency): Money => {
  const form = amountText.safeParse(text);
  if (!form.success) throw new AmountFormatFault(form.error.issues.map(({ message }) => message).join('; '));
  const digits = minorDigits(currency);
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length > digits) {
    throw new AmountFormatFault(`must have at most ${digits} digits after the point in ${currency}`);
  }
  return money(BigInt(whole + fraction.padEnd(digits, '0')), currency);
};

/** Prints an amount with all minor digits of its currency, and a minus sign when below zero: `"-80.00"`. */
export const formatAmount = ({ minorUnits, currency }: Money): string => {
  const exponent = BigInt(minorDigits(currency));
  return toDecimal(dinero({ amount: minorUnits, currency: { code: currency, base: 10n, exponent } }));
};
