import { describe, expect, it } from '@jest/globals';
import { normaliseDecimal } from './normalise-decimal';

describe('the one spelling of a decimal', () => {
  it.each([
    ['12.50', '12.5'],
    ['12.00', '12'],
    ['12', '12'],
    ['120', '120'],
    ['0.10', '0.1'],
    ['100.0', '100'],
    ['not one', 'not one'],
  ])('%s is %s', (text, expected) => {
    expect(normaliseDecimal(text)).toBe(expected);
  });
});
