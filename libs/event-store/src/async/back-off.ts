import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits longer after each failure, with full jitter: a random time up to `firstMs · 2^failures`, at most `maxMs`.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backOff = (
  failures: number,
  { firstMs, maxMs }: { firstMs: number; maxMs: number },
): Promise<void> => delay(Math.random() * Math.min(maxMs, firstMs * 2 ** Math.min(failures, 30)));
