import { performance } from 'node:perf_hooks';
import { percentiles } from '../harness/statistics';
import type { Sample } from '../harness/row';

/** What workers did that each began anew as soon as they were done. */
export interface Loop {
  readonly seconds: number;
  /** Milliseconds of each operation. */
  readonly latencies: readonly number[];
}

/**
 * Keeps workers at work for a while; each finishes what it has begun.
 * @param work one operation, given the worker's number
 */
export const closedLoop = async (
  workers: number,
  ms: number,
  work: (worker: number) => Promise<void>,
): Promise<Loop> => {
  const latencies: number[] = [];
  const begin = performance.now();
  const until = begin + ms;
  const keepWorking = async (worker: number): Promise<void> => {
    let from = performance.now();
    do {
      await work(worker);
      const now = performance.now();
      latencies.push(now - from);
      from = now;
    } while (from < until);
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => keepWorking(worker)));
  return { seconds: (performance.now() - begin) / 1_000, latencies };
};

/**
 * A loop's numbers.
 * @param size how many events, or whatever is counted, one operation is
 */
export const loopSample = ({ seconds, latencies }: Loop, size = 1): Sample => ({
  operations: latencies.length * size,
  rate: (latencies.length * size) / seconds,
  ...percentiles(latencies),
});
