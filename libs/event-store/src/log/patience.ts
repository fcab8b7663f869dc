import { performance } from 'node:perf_hooks';
import { withTimeout } from '../async';
import { storeUnavailable } from '../contract';

export const DEFAULT_PATIENCE_MS = 8_000;

/** How long a caller waits, from its call on, for all that is asked of the database on its behalf. */
export class Patience {
  readonly #endsAt: number;

  constructor(private readonly ms: number) {
    this.#endsAt = performance.now() + ms;
  }

  /** Milliseconds until its end, from 0. */
  get leftMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** Why nobody waits any more. */
  over(): Error {
    return new Error(`No answer within ${this.ms} ms.`);
  }

  /**
   * Waits for a part of it; what goes on after the end goes unnoticed.
   * @param doing what is asked of the database, for the error
   * @throws EventStoreError `store-unavailable` at the end; what the part throws
   */
  waitFor<Result>(part: Promise<Result>, doing: string): Promise<Result> {
    return withTimeout(this.leftMs, part, () => storeUnavailable(doing, this.over()));
  }
}
