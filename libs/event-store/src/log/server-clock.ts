import { performance } from 'node:perf_hooks';

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

  /** Takes a reading; half of the round trip is counted as the way back (Cristian's algorithm). */
  async synchronise(): Promise<void> {
    const sent = this.local();
    const serverTime = await this.read();
    const received = this.local();
    this.#serverAt = serverTime.getTime() + (received - sent) / 2;
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
