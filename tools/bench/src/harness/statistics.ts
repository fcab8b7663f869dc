import { quantile as of } from 'simple-statistics';

/** The middle of some numbers, and how far half of them lie around it. */
export interface Spread {
  readonly median: number;
  /** First and third quartile. */
  readonly low: number;
  readonly high: number;
}

/** The number that a share of the numbers, 0 to 1, is at or below; NaN of none. */
export const quantile = (numbers: readonly number[], share: number): number =>
  numbers.length === 0 ? Number.NaN : of([...numbers], share);

export const spreadOf = (numbers: readonly number[]): Spread => ({
  median: quantile(numbers, 0.5),
  low: quantile(numbers, 0.25),
  high: quantile(numbers, 0.75),
});

/** Ratios of numbers that were measured in the same round: what slows both down does not show. */
export const ratiosOf = (numbers: readonly number[], others: readonly number[]): readonly number[] =>
  numbers.flatMap((number, round) => (others[round] ? [number / others[round]] : []));

/** p50, p99 and p99.9 of latencies, in the unit that they are in. */
export const percentiles = (latencies: readonly number[]) => ({
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
  p999: quantile(latencies, 0.999),
});
