import type { Random } from '@event-sourcing/histories';

/** A way to hurt the system. */
export interface FaultKind {
  readonly name: string;
  /** What it can be done to. */
  readonly targets: readonly string[];
  /** How long it lasts, at least and at most, in milliseconds. */
  readonly lasts: readonly [shortest: number, longest: number];
  /** Does it. @returns what takes it back */
  readonly inflict: (target: string, random: Random) => Promise<() => Promise<void>>;
}

/** A fault that was done to something. Times are in milliseconds from the start of the run. */
export interface Inflicted {
  readonly fault: string;
  readonly target: string;
  readonly began: number;
  readonly mended: number;
  /** When every service was ready again and every instance had acknowledged a command. */
  readonly recovered: number;
}
