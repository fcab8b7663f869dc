import type { Goal, Measure } from '../harness/row';

/** A number that is compared with the second contestant's. */
export const ratio = (metric: string, title: string, unit: string, goal?: Goal): Measure => ({
  ...{ metric, title, unit, of: 'ratio' },
  ...(goal && { goal }),
});

/** A number that stands for itself. */
export const value = (metric: string, title: string, unit: string, goal?: Goal): Measure => ({
  ...{ metric, title, unit, of: 'value' },
  ...(goal && { goal }),
});

/** How many each second. */
export const rate = (title: string, atLeast: number): Measure => ratio('rate', title, '/s', { atLeast });

/** Shown beside it. */
export const LATENCIES: readonly Measure[] = [value('p50', 'p50', 'ms'), value('p99', 'p99', 'ms')];
