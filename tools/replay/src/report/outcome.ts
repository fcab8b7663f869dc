/** How a replay ended. */
export interface Outcome {
  /** A few lines in plain words. */
  readonly summary: readonly string[];
  /** Empty when everything is as expected. */
  readonly differences: readonly string[];
}
