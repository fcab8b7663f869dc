import { expect, it } from '@jest/globals';
import { sizesOf } from './sizes';

it('a run measures at each length that it comes to, in order, and at its end', () => {
  expect(sizesOf(10_000_000, [1_000_000, 10_000])).toEqual([10_000, 1_000_000, 10_000_000]);
  expect(sizesOf(1_000_000, [10_000, 1_000_000])).toEqual([10_000, 1_000_000]);
  expect(sizesOf(500, [10_000])).toEqual([500]);
});
