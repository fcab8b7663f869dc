import type { ServerResponse } from 'node:http';
import type { Limits } from '../config';
import { type Problem, tooManyAtOnce, tryAgainLater } from '../problems';
import { Shares } from './shares';

/**
 * What a request is at: its body is on its way, it waits for its turn, it is being answered, it waits for a position,
 * it is a stream.
 */
export type Lane = 'receiving' | 'queued' | 'inFlight' | 'waiting' | 'streams';

interface Place {
  lane: Lane;
  /** Of two: the answer is made, and the client has taken it or has gone. */
  ends: number;
  /** Whose share of its lane it is. */
  principal: string | undefined;
}

const OVERLOADED_FOR_MS = 1_000;

/**
 * Every request is in one lane at a time, and each lane has room for so many: what comes beyond is refused at once,
 * which costs little, instead of being taken and answered late. A request leaves when its answer is made *and* its
 * connection is done with it: whoever hangs up early still occupies what works for them.
 */
export class Lanes {
  readonly #places = new WeakMap<ServerResponse, Place>();
  readonly #taken: Record<Lane, number> = { receiving: 0, queued: 0, inFlight: 0, waiting: 0, streams: 0 };
  readonly #shares: Readonly<Record<Lane, Shares>> = {
    ...{ receiving: new Shares(), queued: new Shares(), inFlight: new Shares() },
    ...{ waiting: new Shares(), streams: new Shares() },
  };
  /** Those whose turn comes, in the order in which they came; each says whether it took it. */
  readonly #turns = new Set<() => boolean>();
  #refusedAt = Number.NEGATIVE_INFINITY;
  #refusals = 0;

  constructor(private readonly limits: Pick<Limits, Lane | 'queueMs'>) {}

  /** How many requests are in each lane. */
  get taken(): Readonly<Record<Lane, number>> {
    return { ...this.#taken };
  }

  /** Whether requests wait for their turn, or one was refused within the last second. */
  get overloaded(): boolean {
    return this.#turns.size > 0 || performance.now() - this.#refusedAt < OVERLOADED_FOR_MS;
  }

  /**
   * Takes a request into a lane, from the one that it was in.
   * @param principal whose share of the lane it is to be of; absent: nobody has one
   * @throws Problem `try-again-later` when the lane is full, `too-many-requests` when the share is: it stays where it was
   */
  enter(response: ServerResponse, lane: Lane, principal?: string): void {
    const place = this.#places.get(response);
    if (place?.lane === lane) return;
    if (this.#taken[lane] >= this.limits[lane]) throw this.refusal();
    if (principal !== undefined && !this.#shares[lane].take(principal, this.limits[lane]))
      throw tooManyAtOnce();
    this.#taken[lane] += 1;
    if (place !== undefined) {
      const left = { ...place };
      Object.assign(place, { lane, principal });
      this.#leave(left);
      return;
    }
    this.#places.set(response, { lane, ends: 0, principal });
    if (response.closed) this.#end(response);
    else response.once('close', () => this.#end(response));
  }

  /**
   * Lets a request be answered, in its turn.
   * @returns nothing when it is its turn at once
   * @throws Problem `try-again-later` when too many wait for theirs, or it did not come in time
   */
  takeTurn(response: ServerResponse): Promise<void> | undefined {
    if (this.#taken.inFlight < this.limits.inFlight && this.#turns.size === 0) {
      this.enter(response, 'inFlight');
      return undefined;
    }
    this.enter(response, 'queued');
    return this.#turnOf(response);
  }

  async #turnOf(response: ServerResponse): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const turn = (): boolean => {
      if (response.closed) {
        reject(this.refusal());
        return false;
      }
      this.enter(response, 'inFlight');
      resolve(undefined);
      return true;
    };
    const timer = setTimeout(() => reject(this.refusal()), this.limits.queueMs);
    this.#turns.add(turn);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#turns.delete(turn);
    }
  }

  /** The answer of a request is made. */
  answered(response: ServerResponse): void {
    this.#end(response);
  }

  /** How many requests there was no room for. */
  get refusals(): number {
    return this.#refusals;
  }

  /** What there is no room for is told so. */
  refusal(): Problem {
    this.#refusals += 1;
    this.#refusedAt = performance.now();
    return tryAgainLater('This instance has more to do than it can. Nothing was written.');
  }

  #end(response: ServerResponse): void {
    const place = this.#places.get(response);
    if (place === undefined) return;
    place.ends += 1;
    if (place.ends < 2) return;
    this.#places.delete(response);
    this.#leave(place);
  }

  #leave({ lane, principal }: Place): void {
    this.#taken[lane] -= 1;
    if (principal !== undefined) this.#shares[lane].giveBack(principal);
    if (lane !== 'inFlight') return;
    for (const turn of this.#turns) {
      this.#turns.delete(turn);
      if (turn()) return;
    }
  }
}
