/** What a process of the race is told to do. */
export interface WorkerOrder {
  readonly uri: string;
  readonly dbName: string;
  /** Distinguishes its commit ids. */
  readonly name: string;
  readonly seed: number;
  readonly workers: number;
  /** Appends of all its workers together. */
  readonly appends: number;
  /** The file that takes what was tried, a line each. */
  readonly record: string;
}
