/**
 * How a service ends. First it is leaving: it says so to whoever asks whether it is ready, and closes each connection with
 * its next answer, but serves as before, since clients still come. Then what has no end of its own is ended.
 */
export class Shutdown {
  readonly #ending = new AbortController();
  #isLeaving = false;

  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** Aborts when streams and waits are to end. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  leave(): void {
    this.#isLeaving = true;
  }

  end(): void {
    this.leave();
    this.#ending.abort();
  }
}
