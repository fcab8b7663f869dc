import type { Codec } from './codecs';

/** An amount as it will be read back, or what keeps it from being stored, in words. */
export type CheckedAmount = { readonly amount: bigint | string } | { readonly fault: string };

const PLAIN = /^(-?)0*(\d+)(?:\.(\d+))?$/;
const MOST_DIGITS = 34;
/** Digits behind the point, that a decimal of 128 bits can have. */
const MOST_PLACES = 6_176;

/** Checks an amount against its codec. */
export const checkedAmount = (codec: Codec, value: unknown): CheckedAmount => {
  const is = `is declared ${codec}, and is`;
  switch (codec) {
    case 'int64':
      if (typeof value !== 'bigint') return { fault: `${is} ${kindOf(value)}, no bigint` };
      if (BigInt.asIntN(64, value) === value) return { amount: value };
      return { fault: `${is} ${value}, which 64 bits do not hold: keep it as text` };
    case 'decimal128': {
      if (typeof value !== 'string') return { fault: `${is} ${kindOf(value)}, no text` };
      const amount = plainDecimal(value);
      return amount === undefined
        ? { fault: `${is} "${value}", no decimal of at most ${MOST_DIGITS} digits in plain notation` }
        : { amount };
    }
  }
};

const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value);

/** A decimal without zeros in front and without a negative zero; nothing when it is none, or has too many digits. */
const plainDecimal = (text: string): string | undefined => {
  const [, sign = '', whole, places = ''] = PLAIN.exec(text) ?? [];
  if (whole === undefined || places.length > MOST_PLACES) return undefined;
  const digits = (whole + places).replace(/^0+/, '');
  if (digits.length > MOST_DIGITS) return undefined;
  return `${digits === '' ? '' : sign}${whole}${places === '' ? '' : `.${places}`}`;
};

const SCIENTIFIC = /^(-?)(\d)(?:\.(\d+))?E([+-]\d+)$/;

/** The plain notation of a decimal that is written with an exponent, as databases write small and large ones. */
export const withoutExponent = (text: string): string => {
  const [, sign = '', first = '', rest = '', exponent] = SCIENTIFIC.exec(text) ?? [];
  if (exponent === undefined) return text;
  const point = 1 + Number(exponent);
  const digits = first + rest;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), '0');
  const at = Math.max(1, point);
  return `${sign}${padded.slice(0, at)}.${padded.slice(at)}`;
};
