/** How much a run does. */
export interface Sizes {
  readonly name: 'full' | 'quick' | 'smoke';
  /** How often each contestant of a case is run, in turns. */
  readonly rounds: number;
  /** Whether each contestant is run once more before, for nothing. */
  readonly warmUp: boolean;
  /** Milliseconds of one run, where a run is as long as one likes. */
  readonly sampleMs: number;
  /** Events of the logs that are read from the start to the end. */
  readonly logEvents: number;
  /** Events that a projection catches up. */
  readonly projectedEvents: number;
  /** HTTP requests of one run. */
  readonly requests: number;
  /** Events of the small and of the large log whose difference should not be felt. */
  readonly growth: { readonly small: number; readonly large: number };
  /** A count of workers, or of events, at this size. */
  readonly scaled: (count: number) => number;
}

const unscaled = (count: number): number => count;

/** What the goals are measured with. */
export const FULL: Sizes = {
  name: 'full',
  rounds: 7,
  warmUp: true,
  sampleMs: 2_000,
  logEvents: 100_000,
  projectedEvents: 20_000,
  requests: 8_000,
  growth: { small: 10_000, large: 1_000_000 },
  scaled: unscaled,
};

/** A look in under three minutes: too short to rely on. */
export const QUICK: Sizes = {
  name: 'quick',
  rounds: 3,
  warmUp: true,
  sampleMs: 250,
  logEvents: 10_000,
  projectedEvents: 2_000,
  requests: 800,
  growth: { small: 1_000, large: 10_000 },
  scaled: unscaled,
};

/** Whether everything still runs, and counts right. */
export const SMOKE: Sizes = {
  name: 'smoke',
  rounds: 1,
  warmUp: false,
  sampleMs: 40,
  logEvents: 200,
  projectedEvents: 100,
  requests: 64,
  growth: { small: 100, large: 400 },
  scaled: (count) => Math.min(count, 24),
};
