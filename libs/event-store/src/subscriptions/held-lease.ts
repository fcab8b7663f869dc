import { performance } from 'node:perf_hooks';
import { withTimeout } from '../async';
import { FencedError } from './errors';
import type { Grant, Leases } from '../leases';

const RELEASE_WITHIN_MS = 2_000;

/** A lease while it is held: renewed at a third of its length until it is released or lost. */
export class HeldLease {
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #error: string | undefined;
  #renewedAt = performance.now();

  constructor(
    private readonly leases: Leases,
    readonly grant: Grant,
    private readonly leaseMs: number,
  ) {
    this.#timer = setInterval(() => void this.#renew(), leaseMs / 3);
    this.#timer.unref();
  }

  /** Aborts when somebody else has it, or may have it by now. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Shows every instance what the holder fails at; nothing when all is well. */
  report(error: string | undefined): void {
    this.#error = error;
    void this.#renew();
  }

  /** Ends the renewal and gives the lease back; when the database does not answer, it runs out by itself. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    if (this.lost.aborted) return;
    await withTimeout(RELEASE_WITHIN_MS, this.leases.release(this.grant)).catch(() => undefined);
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    try {
      if (await this.leases.renew(this.grant, this.#error)) this.#renewedAt = asked;
      else this.#lose();
    } catch {
      // Nobody knows how long this will go on; safety is the checkpoint's fence, this only ends useless work.
      if (performance.now() - this.#renewedAt > this.leaseMs) this.#lose();
    }
  }

  #lose(): void {
    clearInterval(this.#timer);
    this.#lost.abort(new FencedError(this.grant.name));
  }
}
