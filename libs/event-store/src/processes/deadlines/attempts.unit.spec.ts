import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts';

const at = (seconds: number): Date => new Date(Date.UTC(2030, 0, 1) + seconds * 1_000);

describe('a deadline that cannot be met', () => {
  it('rests for a second, then for twice as long each time, at most five minutes', () => {
    const attempts = new Attempts();
    const rests: number[] = [];
    let now = 0;
    for (let count = 0; count < 12; count += 1) {
      attempts.failed('a', at(now));
      let rest = 1;
      while (attempts.resting(at(now + rest)).length > 0) rest += 1;
      rests.push(rest);
      now += rest;
    }
    expect(rests).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('begins anew when it was met, and is forgotten when it is not due any more', () => {
    const attempts = new Attempts();
    for (const id of ['a', 'a', 'a', 'b', 'b', 'b']) attempts.failed(id, at(0));
    attempts.succeeded('a');
    attempts.failed('a', at(0));
    expect(attempts.resting(at(1))).toEqual(['b']);
    attempts.forget(at(1_000));
    attempts.failed('b', at(1_000));
    expect(attempts.resting(at(1_001))).toEqual([]);
  });
});
