import { deferred } from './deferred';

/** Wakes whoever waits for it. When it is set while nobody waits, the next to wait goes on at once. */
export class AutoResetEvent {
  #set = false;
  #wake: (() => void) | undefined;

  set(): void {
    this.#set = true;
    this.#wake?.();
  }

  /** Resolves when it is set, or the time is over. One at a time. @param ms none: for as long as it takes */
  async wait(ms?: number): Promise<void> {
    if (!this.#set) {
      const { promise, resolve } = deferred<undefined>();
      const wake = () => resolve(undefined);
      this.#wake = wake;
      const timer = ms === undefined ? undefined : setTimeout(wake, ms);
      await promise;
      clearTimeout(timer);
      this.#wake = undefined;
    }
    this.#set = false;
  }
}
