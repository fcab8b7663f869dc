/** A process that is kept running, from one start to its end, whoever ends it. */
export interface RunningProcess {
  /** Resolves when it is ready to be used; stays pending when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, with how, in words: `exit code 1`. */
  readonly ended: Promise<string>;
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
}
