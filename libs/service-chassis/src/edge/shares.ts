/** Of what there is for all, at most this part is one principal's, and one place at least. */
const PART = 1 / 4;

/** What principals hold of what a process has so much of for as long as they like: waits and streams. */
export class Shares {
  readonly #held = new Map<string, number>();

  /** @returns whether there was a place left for that principal */
  take(principal: string, places: number): boolean {
    const held = this.#held.get(principal) ?? 0;
    if (held >= Math.max(1, places * PART)) return false;
    this.#held.set(principal, held + 1);
    return true;
  }

  giveBack(principal: string): void {
    const held = this.#held.get(principal) ?? 0;
    if (held > 1) this.#held.set(principal, held - 1);
    else this.#held.delete(principal);
  }
}
