import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from './pace';
import { pause } from './pause';

/** How long to wait after failures: after each one twice as long as after the one before. */
export interface BackOff extends Pace {
  /** The part of each wait that is random, so that those who fail together come back apart; 0 to 1, default 0.5. */
  readonly jitter?: number;
}

/**
 * Milliseconds to wait after a number of failures in a row, from 1.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backOffMs = (failures: number, { firstMs, maxMs, jitter = 0.5 }: BackOff): number =>
  Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30)) * (1 - jitter * Math.random());

/** Waits after a number of failures in a row, from 1; at most until the signal aborts. */
export const backOff = (failures: number, policy: BackOff, signal?: AbortSignal): Promise<void> => {
  const ms = backOffMs(failures, policy);
  return signal ? pause(ms, signal) : delay(ms);
};
