const WINDOW_MS = 15_000;

/** How fast something goes forward of late, so that a stall is seen, and what went on before it does not flatter. */
export class Pace {
  readonly #samples: { readonly at: number; readonly done: number }[];

  /** Times are milliseconds of any one clock. */
  constructor(private readonly startedAt: number) {
    this.#samples = [{ at: startedAt, done: 0 }];
  }

  /** What is done per second: over the last quarter of a minute, over all of the time once it is complete. */
  perSecond(now: number, done: number, isComplete: boolean): number {
    this.#samples.push({ at: now, done });
    while (this.#samples.length > 2 && (this.#samples[1]?.at ?? now) <= now - WINDOW_MS)
      this.#samples.shift();
    const first = isComplete ? { at: this.startedAt, done: 0 } : this.#samples[0];
    if (first === undefined || now <= first.at) return 0;
    return ((done - first.done) * 1_000) / (now - first.at);
  }

  elapsedMs(now: number): number {
    return now - this.startedAt;
  }
}
