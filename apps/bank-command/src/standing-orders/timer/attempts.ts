import type { StandingOrderId } from '@event-sourcing/bank-domain';

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

interface Attempt {
  readonly failures: number;
  readonly againAt: Date;
}

/**
 * When orders that cannot be paid now are tried again: soon at first, every five minutes later. Kept in memory: whoever
 * goes on begins anew.
 */
export class Attempts {
  readonly #attempts = new Map<StandingOrderId, Attempt>();

  /** The orders that are not to be tried yet. */
  resting(now: Date): readonly StandingOrderId[] {
    return [...this.#attempts].filter(([, { againAt }]) => againAt > now).map(([id]) => id);
  }

  /** @param latest when it is to be tried in any case */
  failed(id: StandingOrderId, now: Date, latest: Date): void {
    const failures = (this.#attempts.get(id)?.failures ?? 0) + 1;
    const delayMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
    const soon = now.getTime() + delayMs;
    const againAt = latest > now ? Math.min(soon, latest.getTime()) : soon;
    this.#attempts.set(id, { failures, againAt: new Date(againAt) });
  }

  succeeded(id: StandingOrderId): void {
    this.#attempts.delete(id);
  }

  /** Forgets orders that may be tried again and are not due any more. */
  keepOnly(due: ReadonlySet<StandingOrderId>, now: Date): void {
    for (const [id, { againAt }] of this.#attempts)
      if (againAt <= now && !due.has(id)) this.#attempts.delete(id);
  }
}
