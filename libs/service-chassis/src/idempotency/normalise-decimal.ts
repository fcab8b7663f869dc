/**
 * One spelling of a plain decimal: `12.50` and `12.5` are `12.5`, `12.00` is `12`.
 * For fingerprints only: how many digits were written is what a currency's rule is about.
 */
export const normaliseDecimal = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
