import type { RecordedEvent } from '../contract';
import type { Finish } from './progress';

/** An event that is to be reacted to: taken up from the log, or from what is kept beside it. */
export class EventItem {
  readonly kind = 'event';
  /** Of the last try, in words. */
  lastError: string | undefined;
  #finish: Finish | undefined;

  /** @param finish tells the progress of the log; none when the event is kept beside it */
  constructor(
    readonly key: string,
    readonly event: RecordedEvent,
    finish?: Finish,
  ) {
    this.#finish = finish;
  }

  /** Whether it is kept beside the log. */
  get isKept(): boolean {
    return this.#finish === undefined;
  }

  /** As far as the log is concerned, it is done with; called once, when it is done or kept beside it. */
  leaveLog(): void {
    this.#finish?.();
    this.#finish = undefined;
  }
}

/** Goes on with what is kept of a key. */
export interface Resume {
  readonly kind: 'resume';
  readonly key: string;
}

export type Item = EventItem | Resume;
