import type { Services } from './services';

/** What the phases of a replay share. */
export interface ReplayContext {
  readonly services: Services;
  readonly concurrency: number;
  /** Does one phase, which calls `advance` once for each of `total` rows. */
  readonly phase: <Result>(
    title: string,
    total: number,
    work: (advance: () => void) => Promise<Result>,
  ) => Promise<Result>;
}

/** How a replay ended. */
export interface Outcome {
  /** A few lines in plain words. */
  readonly summary: readonly string[];
  /** Empty when everything is as expected. */
  readonly differences: readonly string[];
}
