import { performance } from 'node:perf_hooks';

const MAX_WAY_BACK_MS = 100;

/** Milliseconds by which the database's clock may be ahead of this process's own. */
export const DEFAULT_CLOCK_AHEAD_MS = 5 * 60_000;

/**
 * The database's time, carried on by this machine's monotonic clock between readings, so that one machine's wrong
 * wall clock cannot drag the log along.
 */
export class ServerClock {
  #serverAt = 0;
  #localAt = Number.NEGATIVE_INFINITY;
  #reading = false;
  #leapt = false;

  /**
   * @param read asks the database for its time
   * @param maxAheadMs by how much the database may be ahead of this machine's wall clock and be believed
   * @param maxAgeMs how long a reading is carried on before it is refreshed in the background
   */
  constructor(
    private readonly read: () => Promise<Date>,
    private readonly maxAheadMs = DEFAULT_CLOCK_AHEAD_MS,
    private readonly maxAgeMs = 30_000,
    private readonly local: () => number = () => performance.now(),
  ) {}

  /**
   * Takes a reading; half of the round trip is counted as the way back (Cristian's algorithm), but never much: a slow
   * one was slow on its way there, waiting for a primary, and time that runs ahead would drag the whole log along.
   */
  async synchronise(): Promise<void> {
    const sent = this.local();
    const serverTime = await this.read();
    const received = this.local();
    this.#serverAt = serverTime.getTime() + Math.min((received - sent) / 2, MAX_WAY_BACK_MS);
    this.#localAt = received;
  }

  /** The server's time now, to the millisecond; the first call needs `synchronise` before it. */
  now(): Date {
    const age = this.local() - this.#localAt;
    if (age > this.maxAgeMs) this.#refresh();
    return new Date(Math.floor(this.#serverAt + age));
  }

  /** Milliseconds by which the database's clock is ahead of this process's own; negative: behind. */
  get aheadMs(): number {
    return this.now().getTime() - Date.now();
  }

  /**
   * The time to record: the server's, but no further ahead of this machine's than is credible. A time that was recorded
   * once is not passed below any more, so that one commit from next year would stop the clock for a year.
   */
  credible(): Date {
    const now = this.now();
    const latest = Date.now() + this.maxAheadMs;
    if (now.getTime() <= latest) {
      this.#leapt = false;
      return now;
    }
    if (!this.#leapt) this.#warn(now);
    this.#leapt = true;
    return new Date(latest);
  }

  #warn(now: Date): void {
    process.emitWarning(
      `The database's clock says ${now.toISOString()}, and this machine's ${new Date().toISOString()}. Events are ` +
        `recorded ${this.maxAheadMs} ms ahead of this machine's until one of the two is put right.`,
      { type: 'EventStoreWarning', code: 'server-clock-ahead' },
    );
  }

  #refresh(): void {
    if (this.#reading) return;
    this.#reading = true;
    void this.synchronise()
      // A reading that fails costs accuracy only; the next call tries again.
      .catch(() => undefined)
      .finally(() => {
        this.#reading = false;
      });
  }
}
