import type { Bench } from './bench';

/** One run of a contestant: its numbers by name. `operations`, where it is among them, lets the CPU be shared out. */
export type Sample = Readonly<Record<string, number>>;

/** What takes part in a case. */
export interface Contestant {
  readonly name: string;
  /** Does the work once, for a sample. */
  run(): Promise<Sample>;
  /**
   * Looks at what all of its runs left behind: every event there, balances right. Absent where each run looks by itself.
   * @throws ToolError `wrong-result`
   */
  check?(): Promise<void>;
  /** Ends what is not in its database; called whatever happened. */
  close?(): Promise<void>;
}

/** The contestants of a case: first the one that is measured, then the one that it is compared with, then others. */
export interface Lineup {
  readonly contestants: readonly Contestant[];
  close(): Promise<void>;
}

/** What a number should be. */
export interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Met, too, when the spread of the ratios reaches it. */
  readonly orWithinSpread?: true;
}

/** A number of the samples that is shown. */
export interface Measure {
  /** The member of the samples. */
  readonly metric: string;
  readonly title: string;
  readonly unit: string;
  /** Whether the goal is about the ratio to the second contestant, or about the number itself. */
  readonly of: 'ratio' | 'value';
  readonly goal?: Goal;
}

/** One comparison. */
export interface Case {
  readonly name: string;
  readonly title: string;
  readonly measures: readonly Measure[];
  readonly open: (bench: Bench) => Promise<Lineup>;
}

/** A line of the goals' table. */
export interface Row {
  readonly name: string;
  readonly title: string;
  /** What it is compared with, in words. */
  readonly against: string;
  /** Needs the three services over HTTP. */
  readonly needsServices?: true;
  /** Takes minutes: left out of quick runs. */
  readonly slow?: true;
  readonly cases: readonly Case[];
}
