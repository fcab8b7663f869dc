import { performance } from 'node:perf_hooks';
import { AutoResetEvent, pause } from '../async';
import type { EventLog } from './event-log';
import { assertWhole, type Position } from '../contract';

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
 * @throws EventStoreError `invalid-options`, `store-unavailable`, `log-diverged`
 */
export const tryWaitForPosition = async (
  log: EventLog,
  position: number,
  { timeoutMs, signal }: WaitForPosition,
): Promise<Position> => {
  assertWhole('position', position);
  const deadline = performance.now() + timeoutMs;
  const wake = new AutoResetEvent();
  const stopListening = log.tail.onAdvance((head) => {
    if (head >= position) wake.set();
  });
  const end = () => wake.set();
  const answered = new AbortController();
  // A look that hangs is not waited for longer than the caller waits; a single one ends by itself.
  const over = timeoutMs > 0 ? pause(timeoutMs, answered.signal) : undefined;
  signal?.addEventListener('abort', end);
  try {
    for (let ms = FIRST_MS; log.tail.head < position; ms = Math.min(ms * 2, LONGEST_MS)) {
      await (over ? Promise.race([log.tail.confirm(), over]) : log.tail.confirm());
      const left = deadline - performance.now();
      if (log.tail.head >= position || left <= 0 || signal?.aborted) break;
      // Other processes write without a word to this one, so it looks again now and then.
      await wake.wait(Math.min(ms, left));
    }
    return log.tail.head;
  } finally {
    stopListening();
    answered.abort();
    signal?.removeEventListener('abort', end);
  }
};
