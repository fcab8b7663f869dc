const AMOUNT = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/;

/**
 * A decimal with two digits after the point, as services and ledger are compared: `12.5` is `12.50`.
 * The replay reckons on its own, so that it can find fault with the bank's reckoning.
 * @returns undefined when it is not plain decimal notation with at most two digits after the point
 */
export const twoDigits = (text: string): string | undefined => {
  const [, sign, whole, fraction = ''] = AMOUNT.exec(text) ?? [];
  if (sign === undefined || whole === undefined) return undefined;
  const digits = `${whole}.${fraction.padEnd(2, '0')}`;
  return digits === '0.00' ? digits : `${sign}${digits}`;
};
