/** A clock that goes on when it is told to. */
export class TestClock {
  #now: number;

  /** @param at what it shows first; default: what time it is */
  constructor(at: string | number | Date = Date.now()) {
    this.#now = new Date(at).getTime();
  }

  /** What time it shows. */
  now(): Date {
    return new Date(this.#now);
  }

  /** Goes on by so many milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }

  /** Goes on to a time, if it has not come yet. */
  advanceTo(time: string | number | Date): void {
    this.#now = Math.max(this.#now, new Date(time).getTime());
  }
}
