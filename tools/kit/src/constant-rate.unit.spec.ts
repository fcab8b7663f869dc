import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { atConstantRate } from './constant-rate';

describe('operations at a constant rate', () => {
  it('begin as many as are due', async () => {
    const arrivals: number[] = [];
    await atConstantRate(200, 50, async (arrival) => void arrivals.push(arrival));
    expect(arrivals).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('count as slow, too, what was held up behind a slow one', async () => {
    const blockFor = (ms: number): void => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    };
    const latencies = await atConstantRate(1_000, 20, async (arrival) => {
      if (arrival === 0) blockFor(60);
    });
    // Those that were due during the 60 ms waited for the rest of them, though each took no time by itself.
    expect(latencies.filter((ms) => ms > 30)).toHaveLength(20);
  });

  it('tell of a failure when all are done', async () => {
    const failing = atConstantRate(1_000, 20, async (arrival) => {
      await pause(1);
      if (arrival === 3) throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
  });
});
