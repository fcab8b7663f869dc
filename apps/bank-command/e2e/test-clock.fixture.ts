import type { Clock } from '../src/standing-orders';

const DAY = 24 * 60 * 60 * 1_000;

/** A clock that goes on when it is told to. */
export class TestClock implements Clock {
  #now: number;

  constructor(at: string) {
    this.#now = Date.parse(at);
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Goes on by so many days. */
  pass(days: number): void {
    this.#now += days * DAY;
  }

  /** Goes on to a time, if it has not come yet. */
  passTo(time: string): void {
    this.#now = Math.max(this.#now, Date.parse(time));
  }

  /** So many days from now. */
  in(days: number): string {
    return new Date(this.#now + days * DAY).toISOString();
  }
}
