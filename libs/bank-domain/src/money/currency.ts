import * as iso4217 from 'dinero.js/bigint/currencies';
import { z } from 'zod';

/**
 * Codes that ISO 4217 withdrew but that the package still lists (Bulgaria uses the euro since 2026-01-01).
 * Nothing new is opened in them; what was recorded in them stays readable.
 */
const WITHDRAWN: ReadonlySet<string> = new Set(['BGN']);

/**
 * Minor digits by code. The package describes the ariary and the ouguiya by their fifths (base 5);
 * ISO 4217 gives both two decimal digits.
 */
const DIGITS: ReadonlyMap<string, number> = new Map(
  Object.values(iso4217).map(({ code, base, exponent }) => [code, base === 10n ? Number(exponent) : 2]),
);

const recordedCodes = [...DIGITS.keys()].sort();
const currentCodes = recordedCodes.filter((code) => !WITHDRAWN.has(code));

/** ISO 4217 codes that an account can be opened in: in force, and with a minor unit (so no XAU, XXX, XTS). */
export const currency = z
  .enum(currentCodes, { error: 'must be an ISO 4217 currency code in upper case that has a minor unit' })
  .brand<'Currency'>();

/** An ISO 4217 code with a minor unit. */
export type Currency = z.output<typeof currency>;

/** The currencies that events may name: those of accounts opened long ago included. */
export const recordedCurrency = z.enum(recordedCodes).brand<'Currency'>();

/** The currency of an account that names none. */
export const DEFAULT_CURRENCY: Currency = currency.parse('EUR');

/**
 * How many digits a currency has after the point: 0 (JPY) to 4 (CLF).
 * @throws RangeError for a code that is no currency; the brand makes that a defect
 */
export const minorDigits = (code: Currency): number => {
  const digits = DIGITS.get(code);
  if (digits === undefined) {
    throw new RangeError(
      `"${code}" is no currency with a minor unit. Parse it with the currency schema first.`,
    );
  }
  return digits;
};
