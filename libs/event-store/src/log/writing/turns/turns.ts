import { setTimeout as delay } from 'node:timers/promises';
import type { ServerClock } from '../server-clock';
import type { Tail } from '../../reading';
import { turnAt, type Turn } from './schedule';
import { ownInserters } from './sequencer-of';
import type { WritersAtWork } from './writers-at-work';

/** The part of another's turn after which it has been left unused. */
const UNUSED_AFTER = 0.4;
/** Milliseconds before the own turn at which what the others wrote is read. */
const LOOK_AHEAD_MS = 3;

/**
 * Writers in several processes that keep losing races for positions waste each other's inserts, and the fastest starves
 * the rest. They take turns then, by the database's clock: each knows whose turn it is without asking. A turn that its
 * owner does not use is anybody's.
 *
 * Advice only: the unique index decides, whoever sends when.
 */
export class Turns {
  /** The last turn of another that was left unused. */
  #unused = -1;

  constructor(
    private readonly atWork: WritersAtWork,
    private readonly clock: ServerClock,
    private readonly tail: Tail,
  ) {}

  /** Whether this writer may send now: it is its turn, or nobody takes turns. */
  get free(): boolean {
    const turn = this.#turn();
    return turn === undefined || this.#mayUse(turn);
  }

  /** Resolves when it is this writer's turn, at once when nobody takes turns. Whoever waited knows the log's end. */
  async take(): Promise<void> {
    this.atWork.lookAround();
    for (let waited = false; ; waited = true) {
      const turn = this.#turn();
      if (turn === undefined) return;
      // Before a turn that another left unused there has been a look already.
      if (this.#mayUse(turn)) return waited && turn.mine ? this.#look() : undefined;
      await (turn.mine ? delay(turn.leftMs) : this.#watch(turn));
    }
  }

  /** Takes in how long an insert took, and whether it lost a race. */
  sent(ms: number, lost: boolean): void {
    this.atWork.inserted(ms, lost);
    if (lost) this.#unused = -1;
  }

  #turn(): Turn | undefined {
    const { id } = this.atWork;
    const writers = ownInserters(this.atWork.present);
    const takesTurns = writers.length > 1 && writers.some((one) => one.id === id);
    return takesTurns ? turnAt(writers, id, this.clock.now().getTime()) : undefined;
  }

  #mayUse({ number, mine, leftMs }: Turn): boolean {
    // What is begun too late is still on its way when the next one's turn begins.
    return number === this.#unused || (mine && leftMs > this.atWork.insertMs / 2);
  }

  /** Waits for the end of another's turn, or until it has been left unused for a while. */
  async #watch({ number, elapsedMs, leftMs, mineNext }: Turn): Promise<void> {
    const unusedInMs = UNUSED_AFTER * (elapsedMs + leftMs) - elapsedMs;
    if (unusedInMs > 0) {
      const { head } = this.tail;
      await delay(unusedInMs);
      await this.#look();
      if (this.tail.head === head) this.#unused = number;
    } else if (mineNext && leftMs > LOOK_AHEAD_MS) {
      // What is read now need not be read in the own turn.
      await delay(leftMs - LOOK_AHEAD_MS);
      await this.#look();
    } else await delay(leftMs);
  }

  /** What the others wrote meanwhile; a look that fails is one that the insert will make up for. */
  #look(): Promise<void> {
    return this.tail.confirm().catch(() => undefined);
  }
}
