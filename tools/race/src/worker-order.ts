/** What a process of the race is told to do. */
export interface WorkerOrder {
  readonly uri: string;
  readonly dbName: string;
  /** Whether one process may append for all, over links that are cut as often as connections to the engine. */
  readonly sequenced: boolean;
  readonly cutEveryMs: number;
  /** Distinguishes its commit ids. */
  readonly name: string;
  readonly seed: number;
  readonly workers: number;
  /** Appends of all its workers together. */
  readonly appends: number;
  /** The file that takes what was tried, a line each. */
  readonly record: string;
}

/** What a process tells while it is at work. */
export type Word = { readonly tried: number } | { readonly linksCut: number };
