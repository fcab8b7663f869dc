import { TestClock as Stepped } from '@event-sourcing/event-store/testing';

const DAY = 24 * 60 * 60 * 1_000;

/** A clock that goes on by days. */
export class TestClock extends Stepped {
  /** Goes on by so many days. */
  pass(days: number): void {
    this.advance(days * DAY);
  }

  /** So many days from now. */
  in(days: number): string {
    return new Date(this.now().getTime() + days * DAY).toISOString();
  }
}
