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
}

/** Makes a contestant; what it has opened ends with the bench. */
export type MakeContestant = (bench: Bench) => Promise<Contestant>;

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
  /** What sets it apart from the other cases of its row. */
  readonly title: string;
  readonly measures: readonly Measure[];
  /** Into how many turns a run is cut where a small difference is looked for: each then does as much less. */
  readonly slices?: number;
  /** The contestants: first the one that is measured, then the one that it is compared with, then others. */
  readonly open: (bench: Bench) => Promise<readonly Contestant[]>;
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

/** Contestants that know nothing of each other. */
export const each =
  (...makers: readonly MakeContestant[]): Case['open'] =>
  async (bench) => {
    const contestants: Contestant[] = [];
    for (const make of makers) contestants.push(await make(bench));
    return contestants;
  };

/** A row of one case. */
export const single = ({
  measures,
  slices = 1,
  open,
  ...row
}: Omit<Row, 'cases'> & Omit<Case, 'title'>): Row => ({
  ...row,
  cases: [{ title: row.title, measures, slices, open }],
});

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

/** How many each second, compared, and beside it how long one takes. */
export const rates = (title: string, atLeast: number): readonly Measure[] => [
  ratio('rate', title, '/s', { atLeast }),
  value('p50', 'p50', 'ms'),
  value('p99', 'p99', 'ms'),
];
