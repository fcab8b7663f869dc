import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { ReplayError } from '../replay-error';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const WORTH_SAYING_MS = 2_000;

/** What a replay shares among all of its requests. */
export interface PatienceOptions {
  /** Milliseconds without any progress until it gives up; two minutes if not given. */
  readonly limitMs?: number;
  /** Told once when nothing has come through for a while, with the reason. */
  readonly onStall?: (reason: string) => void;
  readonly signal?: AbortSignal;
}

/** How long services that do not answer are asked again: as long as anything at all goes forward, and then for a while. */
export class Patience {
  readonly signal: AbortSignal;
  readonly #limitMs: number;
  readonly #onStall: (reason: string) => void;
  #lastProgress = performance.now();
  #said = false;

  constructor({ limitMs = 120_000, onStall = () => undefined, signal }: PatienceOptions = {}) {
    this.#limitMs = limitMs;
    this.#onStall = onStall;
    this.signal = signal ?? new AbortController().signal;
  }

  /** Something went forward. */
  progress(): void {
    this.#lastProgress = performance.now();
    this.#said = false;
  }

  /**
   * Waits before the next try, longer after each failure in a row.
   * @throws ReplayError `no-progress`, `stopped`
   */
  async pause(failures: number, reason: string): Promise<void> {
    this.assertGoesOn();
    const stalledMs = performance.now() - this.#lastProgress;
    if (stalledMs > this.#limitMs) {
      const seconds = Math.round(stalledMs / 1_000);
      const message = `Nothing went forward for ${seconds} s; last: ${reason}. See that the stack runs (npm start), then run the same command again: it goes on where this one stopped.`;
      throw new ReplayError('no-progress', message);
    }
    if (stalledMs > WORTH_SAYING_MS && !this.#said) {
      this.#said = true;
      this.#onStall(reason);
    }
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 30));
    await delay(longest * (0.5 + Math.random() / 2), undefined, { signal: this.signal }).catch(
      () => undefined,
    );
    this.assertGoesOn();
  }

  /** @throws ReplayError `stopped` */
  assertGoesOn(): void {
    if (!this.signal.aborted) return;
    const message = 'Stopped. Run the same command again: it goes on where this one stopped.';
    throw new ReplayError('stopped', message);
  }
}
