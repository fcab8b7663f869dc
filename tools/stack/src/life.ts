/** One life of something that is kept running: from its start to its end, whoever ends it. */
export interface Life {
  /** Resolves when it is ready to be used; stays pending when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, with how, in words: `exit code 1`. */
  readonly ended: Promise<string>;
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
}

/** How a process ended, in words. */
export const describeEnd = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === null ? `exit code ${code ?? 'unknown'}` : `ended by ${signal}`;
