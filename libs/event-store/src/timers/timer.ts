/**
 * Something to be done again and again, by one instance at a time: looking for what is due, for example.
 *
 * A lease only keeps instances from doing it side by side; while one hands over to the next, both may. What a tick does
 * must be safe to repeat: decide on the log, under a commit id made of what is due.
 */
export interface Timer {
  /** Unique among the timers of a log. */
  readonly name: string;
  /** Milliseconds between the end of a tick and the next one, from 1. */
  readonly everyMs: number;
  /**
   * Does it once.
   * @param stopping aborts when it is to end, or another instance may have begun
   */
  tick(stopping: AbortSignal): Promise<void>;
}
