import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { keptToken } from './own-token';

beforeEach(() => void jest.useFakeTimers({ now: 0 }));
afterEach(() => void jest.useRealTimers());

const counting = (lifeInSeconds: number) => {
  let count = 0;
  const kept = keptToken(async () => {
    count += 1;
    return { token: `token-${count}`, lifeInSeconds };
  });
  return { kept, next: async () => (await kept.headers()).authorization };
};

describe('a token of one’s own', () => {
  it('is asked for once by many, and kept for most of its life', async () => {
    const { next } = counting(100);
    expect(new Set(await Promise.all([next(), next(), next()]))).toEqual(new Set(['Bearer token-1']));
    jest.setSystemTime(79_000);
    expect(await next()).toBe('Bearer token-1');
    jest.setSystemTime(81_000);
    expect(await next()).toBe('Bearer token-2');
  });

  it('that was refused is not used again', async () => {
    const { kept, next } = counting(100);
    await next();
    kept.refused();
    expect(await next()).toBe('Bearer token-2');
  });

  it('that could not be had is asked for again by whoever needs it next', async () => {
    let isAway = true;
    const kept = keptToken(async () => {
      if (isAway) throw new Error('away');
      return { token: 'good', lifeInSeconds: 60 };
    });
    await expect(kept.headers()).rejects.toThrow('away');
    isAway = false;
    expect(await kept.headers()).toEqual({ authorization: 'Bearer good' });
  });
});
