const MOST_KEPT = 100;

/** What was not as expected: all of it counted, the first hundred kept. */
export class Differences {
  readonly #kept: string[] = [];
  #count = 0;

  add(difference: string): void {
    this.#count += 1;
    if (this.#kept.length < MOST_KEPT) this.#kept.push(difference);
  }

  get count(): number {
    return this.#count;
  }

  /** One line each, and how many more there are. */
  lines(): readonly string[] {
    const more = this.#count - this.#kept.length;
    return more > 0 ? [...this.#kept, `… and ${more} more`] : this.#kept;
  }
}
