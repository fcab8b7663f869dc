import { performance } from 'node:perf_hooks';

const MAX_WAY_BACK_MS = 100;

/**
 * The database's time, carried on by this machine's monotonic clock between readings, so that one machine's wrong
 * wall clock cannot drag the log along.
 */
export class ServerClock {
  #serverAt = 0;
  #localAt = Number.NEGATIVE_INFINITY;
  #reading = false;

  /**
   * @param read asks the database for its time
   * @param maxAgeMs how long a reading is carried on before it is refreshed in the background
   */
  constructor(
    private readonly read: () => Promise<Date>,
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
