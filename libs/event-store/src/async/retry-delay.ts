import type { Pace } from './pace';

/**
 * Milliseconds to wait after so many failures, from 1: between half of the full delay and all of it, so that many who
 * fail together do not come back together.
 */
export const jitteredMs = (failures: number, { firstMs, maxMs }: Pace): number => {
  const full = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return full * (0.5 + Math.random() / 2);
};
