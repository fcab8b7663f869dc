import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Begins operations at a constant rate, whether earlier ones are done or not.
 *
 * Each latency counts from the moment at which the operation was due, not from when it got its turn: what is held up
 * behind a slow one counts as slow, so that nothing is omitted because load and slowness were co-ordinated. Timers are
 * good to a millisecond, and what a timer is late counts too, for every contestant alike.
 * @param perSecond arrivals
 * @returns milliseconds of each operation
 * @see https://www.scylladb.com/2021/04/22/on-coordinated-omission/
 */
export const atConstantRate = async (
  perSecond: number,
  ms: number,
  work: (arrival: number) => Promise<void>,
): Promise<readonly number[]> => {
  const count = Math.max(1, Math.round((perSecond * ms) / 1_000));
  const begin = performance.now();
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const run = async (arrival: number, due: number): Promise<void> => {
    await work(arrival);
    latencies.push(performance.now() - due);
  };
  while (running.length < count) {
    const due = begin + (running.length * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    else {
      const begun = run(running.length, due);
      // Told at the end, to whoever waits for all of them.
      begun.catch(() => undefined);
      running.push(begun);
    }
  }
  await Promise.all(running);
  return latencies;
};
