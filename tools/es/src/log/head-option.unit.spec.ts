import { describe, expect, it } from '@jest/globals';
import { headOf } from './head-option';

const hash = 'ab'.repeat(32);

describe('a head on the command line', () => {
  it('is a position and a hash, as they are printed', () => {
    expect(headOf(`0:${hash}`)).toEqual({ position: 0, hash });
    expect(headOf(`17:${hash}`)).toEqual({ position: 17, hash });
  });

  it.each(['17', `-1:${hash}`, `17:${hash}0`, hash])('is not %s', (given) => {
    expect(() => headOf(given)).toThrow('It is <position>:<64 hex digits>.');
  });
});
