import { describe, expect, it } from '@jest/globals';
import { START, toPosition } from '../contract';
import { BuildProgress } from './build-progress';

describe('the progress of a rebuild', () => {
  it('is estimated by the rate of late', () => {
    const progress = new BuildProgress();
    for (let second = 0; second <= 30; second += 1) {
      // Slow at first, twice as fast in the end.
      progress.sample(toPosition(second < 10 ? second * 100 : 1_000 + (second - 10) * 200), second * 1_000);
    }
    expect(progress.rate).toBe(200);
    expect(progress.status(2, toPosition(5_000), toPosition(9_001))).toEqual({
      version: 2,
      position: 5_000,
      percent: 55,
      secondsLeft: 21,
    });
  });

  it('is told also before anything can be measured, and on an empty log', () => {
    const progress = new BuildProgress();
    progress.sample(START, 0);
    progress.sample(START, 500);
    expect(progress.rate).toBeUndefined();
    expect(progress.status(1, START, toPosition(2_500))).toMatchObject({ percent: 0, secondsLeft: 3 });
    expect(progress.status(1, START, START)).toMatchObject({ percent: 100, secondsLeft: 0 });
  });
});
