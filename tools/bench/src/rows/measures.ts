import type { Measure } from '../harness/row';

/** Events each second, compared with the second contestant. */
export const EVENT_RATE: Measure = { metric: 'rate', title: 'events', unit: '/s', of: 'ratio' };

/** Shown beside it. */
export const LATENCIES: readonly Measure[] = [
  { metric: 'p50', title: 'p50', unit: 'ms', of: 'value' },
  { metric: 'p99', title: 'p99', unit: 'ms', of: 'value' },
];
