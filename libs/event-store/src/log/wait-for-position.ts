import { performance } from 'node:perf_hooks';
import type { EventLog } from './event-log';
import type { Position } from '../contract';

/** How long to wait. */
export interface WaitForPosition {
  /** Milliseconds; 0 looks once. */
  readonly timeoutMs: number;
  /** Aborted: nobody needs the answer any more. */
  readonly signal?: AbortSignal;
}

const FIRST_MS = 10;
const LONGEST_MS = 250;

/**
 * Waits until a log has reached a position that somebody names, also one that it may never reach.
 * @param position from 0
 * @returns the head that this process knows then: at least `position`, or less when the time is over
 */
export const waitForPosition = async (
  log: EventLog,
  position: number,
  { timeoutMs, signal }: WaitForPosition,
): Promise<Position> => {
  const deadline = performance.now() + timeoutMs;
  for (let ms = FIRST_MS; log.tail.head < position; ms = Math.min(ms * 2, LONGEST_MS)) {
    await log.tail.confirm();
    const left = deadline - performance.now();
    if (log.tail.head >= position || left <= 0 || signal?.aborted) break;
    // Other processes write without a word to this one, so it looks again now and then.
    await advance(log, position, Math.min(ms, left), signal);
  }
  return log.tail.head;
};

/** Ends when this process learns of the position, after a time, or when the signal aborts. */
const advance = (
  { tail }: EventLog,
  position: number,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stopListening();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stopListening = tail.onAdvance((head) => {
      if (head >= position) end();
    });
    signal?.addEventListener('abort', end);
  });
