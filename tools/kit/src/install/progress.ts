/** Takes one line about progress, without a line break. */
export type Log = (line: string) => void;

/** How something that takes a while keeps in touch with the one who waits for it. */
export interface Progress {
  readonly log: Log;
  /** Gives it up when aborted. */
  readonly signal?: AbortSignal | undefined;
}
