/**
 * Tells what a run wrote from what was there before it: the log's positions only grow, so an answer from behind the
 * head that was seen before the first request belongs to a commit of an earlier run.
 */
export class Tally {
  #fresh = 0;
  #earlier = 0;
  #last = 0;

  constructor(private readonly headBefore: number) {}

  count(position: number): void {
    if (position > this.headBefore) this.#fresh += 1;
    else this.#earlier += 1;
    this.#last = Math.max(this.#last, position);
  }

  /** Stored since the run began. */
  get fresh(): number {
    return this.#fresh;
  }

  /** Stored before the run began. */
  get earlier(): number {
    return this.#earlier;
  }

  /** The last position of all answers. */
  get lastPosition(): number {
    return this.#last;
  }
}
