import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Work whose result is as fresh as the call: calls that arrive while it runs share the next run, never the present one,
 * because that one began before they did.
 */
export class SingleFlight {
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  /** Resolves when a run that began after this call has ended. */
  run(): Promise<void> {
    return (this.#next ??= this.#runNext());
  }

  async #runNext(): Promise<void> {
    await this.#running.catch(() => undefined);
    // Whatever else this turn of the event loop brings shares the run, too.
    await nextTurn();
    this.#next = undefined;
    this.#running = this.work();
    return this.#running;
  }
}
