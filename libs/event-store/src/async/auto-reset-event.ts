/** Wakes whoever waits for it; what was rung while nobody waited is heard by the next to wait. */
export class AutoResetEvent {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when it is rung, or the time is over. One at a time. @param ms none: for as long as it takes */
  async heard(ms?: number): Promise<void> {
    if (!this.#rung) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const wake = () => resolve(undefined);
      this.#wake = wake;
      const timer = ms === undefined ? undefined : setTimeout(wake, ms);
      await promise;
      clearTimeout(timer);
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
