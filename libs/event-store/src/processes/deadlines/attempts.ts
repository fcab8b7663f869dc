const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

interface Attempt {
  readonly failures: number;
  readonly againAt: Date;
}

/**
 * When processes whose deadlines cannot be met now are tried again: soon at first, every five minutes later. Kept in
 * memory: whoever goes on begins anew.
 */
export class Attempts {
  readonly #attempts = new Map<string, Attempt>();

  /** The processes that are not to be tried yet. */
  resting(now: Date): readonly string[] {
    return [...this.#attempts].filter(([, { againAt }]) => againAt > now).map(([id]) => id);
  }

  /** @returns how often it has failed in a row */
  failed(id: string, now: Date): number {
    const failures = (this.#attempts.get(id)?.failures ?? 0) + 1;
    const delayMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
    this.#attempts.set(id, { failures, againAt: new Date(now.getTime() + delayMs) });
    return failures;
  }

  succeeded(id: string): void {
    this.#attempts.delete(id);
  }

  /** Forgets processes that could have been tried again long ago: they are not due any more. */
  forget(now: Date): void {
    for (const [id, { againAt }] of this.#attempts)
      if (againAt.getTime() + 2 * LONGEST_MS < now.getTime()) this.#attempts.delete(id);
  }
}
