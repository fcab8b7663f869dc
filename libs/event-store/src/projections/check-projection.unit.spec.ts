import { expect, it } from '@jest/globals';
import { checkProjection } from './check-projection';
import { totals } from './totals.fixture';

it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a projection has no version %d', (version) => {
  expect(() => checkProjection(totals(1))).not.toThrow();
  expect(() => checkProjection({ ...totals(1), version })).toThrow(
    expect.objectContaining({ code: 'invalid-options', facts: { option: 'version', got: String(version) } }),
  );
});
