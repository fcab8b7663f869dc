import { setTimeout as delay } from 'node:timers/promises';
import { pause } from './pause';

/** How often something is done again: first after `firstMs`, then after twice as long each time, up to `maxMs`. */
export interface BackOff {
  /** Milliseconds, from 0. */
  readonly firstMs: number;
  /** Milliseconds, from `firstMs`. */
  readonly maxMs: number;
}

/** For those who fail together, so that they come back apart. */
export interface JitteredBackOff extends BackOff {
  /** The part of each wait that is random: 0 to 1, default 0.5. */
  readonly jitter?: number;
}

/**
 * Milliseconds to wait after a number of failures in a row, from 1.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backOffMs = (failures: number, { firstMs, maxMs, jitter = 0.5 }: JitteredBackOff): number =>
  Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30)) * (1 - jitter * Math.random());

/** Waits after a number of failures in a row, from 1; at most until the signal aborts. */
export const backOff = (failures: number, policy: JitteredBackOff, signal?: AbortSignal): Promise<void> => {
  const ms = backOffMs(failures, policy);
  return signal ? pause(ms, signal) : delay(ms);
};
