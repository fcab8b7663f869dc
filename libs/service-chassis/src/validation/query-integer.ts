import { z } from 'zod';

const PLAIN_DIGITS = /^(0|[1-9]\d{0,15})$/;

/**
 * An integer in a query or path: plain decimal digits, no sign, exponent, space or leading zero.
 * @param min inclusive
 * @param max inclusive
 */
export const queryInteger = (min = 0, max: number = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .transform((text, context) => {
      const value = PLAIN_DIGITS.test(text) ? Number(text) : Number.NaN;
      if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
      context.addIssue({ code: 'custom', message: `must be an integer from ${min} to ${max}` });
      return z.NEVER;
    })
    .meta({ type: 'integer', minimum: min, maximum: max });

/** A position in a query or path: 0 to `Number.MAX_SAFE_INTEGER`. */
export const queryPosition = queryInteger();

/** `true` or `false` in a query. */
export const queryBoolean = z.enum(['true', 'false']).transform((value) => value === 'true');
