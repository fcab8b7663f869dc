import { describe, expect, it } from '@jest/globals';
import { currency, DEFAULT_CURRENCY, minorDigits, recordedCurrency } from './index';

const codesWith = (digits: number): string =>
  currency.options.filter((code) => minorDigits(currency.parse(code)) === digits).join(' ');

/** ISO 4217 list one as published on 2026-01-01: whatever does not have two digits, word for word. */
describe('a currency', () => {
  it('has the minor digits of ISO 4217, fifths of the ariary and the ouguiya included', () => {
    expect(codesWith(0)).toBe('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF');
    expect(codesWith(3)).toBe('BHD IQD JOD KWD LYD OMR TND');
    expect(codesWith(4)).toBe('CLF UYW');
    expect(codesWith(2).split(' ')).toHaveLength(139);
    expect(codesWith(2).split(' ')).toEqual(
      expect.arrayContaining(['EUR', 'USD', 'MGA', 'MRU', 'HUF', 'IDR']),
    );
    expect(currency.options).toHaveLength(165);
  });

  it.each(['XAU', 'XAG', 'XDR', 'XSU', 'XUA', 'XBA', 'XTS', 'XXX'])(
    'is never %s, which has no minor unit',
    (code) => {
      expect(currency.safeParse(code).success).toBe(false);
    },
  );

  it.each(['BGN', 'HRK', 'ANG', 'CUC', 'SLL', 'ZWL', 'DEM'])('is never %s, which was withdrawn', (code) => {
    expect(currency.safeParse(code).success).toBe(false);
  });

  it.each(['eur', 'Eur', ' EUR', 'EURO', '', '978', 'toString', '__proto__', null, 978])(
    'is never %j',
    (code) => {
      expect(currency.safeParse(code).success).toBe(false);
    },
  );

  it('is the euro when nothing is said', () => {
    expect(DEFAULT_CURRENCY).toBe('EUR');
  });

  it('stays readable in events after it was withdrawn', () => {
    expect(minorDigits(recordedCurrency.parse('BGN'))).toBe(2);
  });
});
