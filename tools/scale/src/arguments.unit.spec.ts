import { describe, expect, it } from '@jest/globals';
import { SCALE } from './arguments';

const parsed = (...given: readonly string[]) => SCALE.parse([...given], { from: 'user' }).opts();

describe('the arguments of a run', () => {
  it('name lengths that are measured, instead of those that are unless one is named', () => {
    expect(parsed('--events', '10000000')).toMatchObject({ events: 10_000_000, at: [10_000, 1_000_000] });
    expect(parsed('--at', '500', '--at', '2000')).toMatchObject({ at: [500, 2_000] });
  });
});
