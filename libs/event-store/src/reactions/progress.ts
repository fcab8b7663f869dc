import type { Position } from '../contract';

interface Entry {
  lastPosition: Position;
  events: number;
  unfinished: number;
}

/** Says that one event is done with. */
export type Finish = () => void;

/** Which commits are done with, while their events finish in any order: the checkpoint follows the lowest that is not. */
export class Progress {
  #entries: Entry[] = [];
  #boundary: Position;
  #unfinished = 0;
  #bytes = 0;
  #open = 0;

  constructor(boundary: Position) {
    this.#boundary = boundary;
  }

  /** Events taken up and not yet done. */
  get unfinished(): number {
    return this.#unfinished;
  }

  /** Bytes of memory that these events take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Events taken up after the boundary, done or not: what is repeated when everything ends now. */
  get open(): number {
    return this.#open;
  }

  /**
   * Takes up a commit.
   * @param bytes of memory that its events take together
   * @returns what finishes one of its events, to be called once for each
   */
  add(lastPosition: Position, events: number, bytes = 0): Finish {
    const entry = { lastPosition, events, unfinished: events };
    this.#entries.push(entry);
    const share = events > 0 ? bytes / events : 0;
    this.#unfinished += events;
    this.#bytes += share * events;
    this.#open += events;
    this.#compact();
    return () => {
      entry.unfinished -= 1;
      this.#unfinished -= 1;
      this.#bytes -= share;
    };
  }

  /** The last commit boundary before which everything is done. */
  boundary(): Position {
    const open = this.#entries.findIndex(({ unfinished }) => unfinished > 0);
    const done = open < 0 ? this.#entries : this.#entries.slice(0, open);
    this.#boundary = done.at(-1)?.lastPosition ?? this.#boundary;
    this.#open -= done.reduce((sum, { events }) => sum + events, 0);
    this.#entries = open < 0 ? [] : this.#entries.slice(open);
    return this.#boundary;
  }

  /** Behind an event that takes long, what is done collects; neighbours become one, so that it stays little. */
  #compact(): void {
    if (this.#entries.length < 4 * this.#unfinished + 64) return;
    const kept: Entry[] = [];
    for (const entry of this.#entries) {
      const before = kept.at(-1);
      if (before?.unfinished === 0 && entry.unfinished === 0) {
        before.lastPosition = entry.lastPosition;
        before.events += entry.events;
      } else {
        kept.push(entry);
      }
    }
    this.#entries = kept;
  }
}
