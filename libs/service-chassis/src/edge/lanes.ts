import type { ServerResponse } from 'node:http';
import { type Problem, tryAgainLater } from '../problems';

/** What a request is at: its body is on its way, it is being answered, it waits for a position, it is a stream. */
export type Lane = 'receiving' | 'inFlight' | 'waiting' | 'streams';

interface Place {
  lane: Lane;
  /** Of two: the answer is made, and the client has taken it or has gone. */
  ends: number;
}

const OVERLOADED_FOR_MS = 1_000;

/**
 * Every request is in one lane at a time, and each lane has room for so many: what comes beyond is refused at once,
 * which costs little, instead of being taken and answered late. A request leaves when its answer is made *and* its
 * connection is done with it: whoever hangs up early still occupies what works for them.
 */
export class Lanes {
  readonly #places = new WeakMap<ServerResponse, Place>();
  readonly #taken: Record<Lane, number> = { receiving: 0, inFlight: 0, waiting: 0, streams: 0 };
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly room: Readonly<Record<Lane, number>>) {}

  /** How many requests are in each lane. */
  get taken(): Readonly<Record<Lane, number>> {
    return { ...this.#taken };
  }

  /** Whether a request was refused within the last second. */
  get overloaded(): boolean {
    return performance.now() - this.#refusedAt < OVERLOADED_FOR_MS;
  }

  /**
   * Takes a request into a lane, from the one that it was in.
   * @throws Problem `try-again-later` when the lane is full: it stays where it was
   */
  enter(response: ServerResponse, lane: Lane): void {
    const place = this.#places.get(response);
    if (place?.lane === lane) return;
    if (this.#taken[lane] >= this.room[lane]) throw this.refusal();
    this.#taken[lane] += 1;
    if (place !== undefined) {
      this.#taken[place.lane] -= 1;
      place.lane = lane;
      return;
    }
    this.#places.set(response, { lane, ends: 0 });
    if (response.closed) this.#end(response);
    else response.once('close', () => this.#end(response));
  }

  /** The answer of a request is made. */
  answered(response: ServerResponse): void {
    this.#end(response);
  }

  /** What there is no room for is told so. */
  refusal(): Problem {
    this.#refusedAt = performance.now();
    return tryAgainLater('This instance has more to do than it can. Nothing was written.');
  }

  #end(response: ServerResponse): void {
    const place = this.#places.get(response);
    if (place === undefined) return;
    place.ends += 1;
    if (place.ends < 2) return;
    this.#taken[place.lane] -= 1;
    this.#places.delete(response);
  }
}
