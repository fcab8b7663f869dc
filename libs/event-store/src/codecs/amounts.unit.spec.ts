import { describe, expect, it } from '@jest/globals';
import { checkedAmount, withoutExponent } from './amounts';
import { type Codecs, codecTree } from './codecs';

describe('an amount of 64 bits', () => {
  it.each([0n, -1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)])('is %s', (amount) => {
    expect(checkedAmount('int64', amount)).toEqual({ amount });
  });

  it.each([2n ** 63n, -(2n ** 63n) - 1n, 5n * 2n ** 62n])('is not %s', (amount) => {
    expect(checkedAmount('int64', amount)).toEqual({
      fault: `is declared int64, and is ${amount}, which 64 bits do not hold: keep it as text`,
    });
  });

  it.each([5, '5', {}, true])('is no bigint, and so refused: %j', (value) => {
    expect(checkedAmount('int64', value)).toEqual({ fault: expect.stringContaining('no bigint') });
  });
});

describe('a decimal amount', () => {
  it.each([
    ['12.50', '12.50'],
    ['-12.500', '-12.500'],
    ['0', '0'],
    ['007.10', '7.10'],
    ['00.00', '0.00'],
    ['-0.00', '0.00'],
    ['1234567890123456789012345678901234', '1234567890123456789012345678901234'],
    [`0.${'0'.repeat(50)}1`, `0.${'0'.repeat(50)}1`],
  ])('%s is kept as %s', (value, amount) => {
    expect(checkedAmount('decimal128', value)).toEqual({ amount });
  });

  it.each(['', '.5', '5.', '+5', '1e3', '1,5', ' 5', 'NaN', '12345678901234567890123456789012345', 5, 5n])(
    'is not %s',
    (value) => {
      expect(checkedAmount('decimal128', value)).toEqual({ fault: expect.stringContaining('decimal128') });
    },
  );

  it.each([
    ['1E-8', '0.00000001'],
    ['0E-8', '0.00000000'],
    ['-1.25E-7', '-0.000000125'],
    ['1E+3', '1000'],
    ['1.25E+1', '12.5'],
    ['1.25E+2', '125'],
    ['12.50', '12.50'],
  ])('%s of a database is read as %s', (text, plain) => {
    expect(withoutExponent(text)).toBe(plain);
  });
});

describe('codecs', () => {
  it('are found by the way to a member; a name counts before *', () => {
    const tree = codecTree({ 'totals.*': 'int64', 'totals.EUR': 'decimal128', 'a.b': 'int64' });
    expect(tree.codec).toBeUndefined();
    expect(tree.member('totals')?.member('USD')?.codec).toBe('int64');
    expect(tree.member('totals')?.member('EUR')?.codec).toBe('decimal128');
    expect(tree.member('a')?.member('c')).toBeUndefined();
    expect(tree.member('__proto__')).toBeUndefined();
  });

  it.each<[string, object]>([
    ['no member', { '': 'int64' }],
    ['a member without a name', { 'a..b': 'int64' }],
    ['a codec that there is not', { a: 'int32' }],
  ])('of %s are refused', (_, codecs) => {
    expect(() => codecTree(codecs as Codecs)).toThrow(expect.objectContaining({ code: 'invalid-options' }));
  });
});
