import { max, quantileSorted } from 'simple-statistics';

/** How long most of some requests took, and the longest: milliseconds. */
export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

/** @param ms of each, at least one */
export const latenciesOf = (ms: readonly number[]): Latencies => {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => Number(quantileSorted(sorted, share).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: Number(max(sorted).toFixed(1)) };
};
