import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerClock } from '../server-clock';
import type { Tail } from '../tail';
import type { WriterAtWork, WriterRoster } from './roster';
import { turnAt, type Turn } from './schedule';

/** Milliseconds between two looks at who else writes, while this writer does. */
const MEET_MS = 200;
/** Milliseconds for which a writer counts as being at work after it said so. */
const PRESENT_MS = 2_000;
/** Lost races in a row of looks that call for turns, and batches that call for a part in the turns of others. */
const LOSSES = 2;
const BUSY_BATCHES = 5;
/** The part of another's turn after which it has been left unused. */
const UNUSED_AFTER = 0.4;
/** Milliseconds of an insert beyond which it says something about an outage, and nothing about turns. */
const SLOWEST_MS = 100;
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
  readonly #id = randomUUID();
  #writers: readonly WriterAtWork[] = [];
  #losses = 0;
  #batches = 0;
  #insertMs = 1;
  #metAt = Number.NEGATIVE_INFINITY;
  #takesPartUntil = Number.NEGATIVE_INFINITY;
  #meeting: Promise<void> | undefined;
  /** The last turn of another that was left unused. */
  #unused = -1;

  constructor(
    private readonly roster: WriterRoster,
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
    if (performance.now() - this.#metAt > MEET_MS) this.#meet();
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
    this.#batches += 1;
    this.#insertMs += (Math.min(ms, SLOWEST_MS) - this.#insertMs) / 32;
    if (!lost) return;
    this.#losses += 1;
    this.#unused = -1;
    if (this.#losses === LOSSES) this.#meet();
  }

  /** Takes no part any more. */
  async leave(): Promise<void> {
    await this.#meeting;
    if (this.#takesPart) await this.roster.leave(this.#id).catch(() => undefined);
  }

  get #takesPart(): boolean {
    return performance.now() < this.#takesPartUntil;
  }

  #turn(): Turn | undefined {
    const takesTurns = this.#writers.length > 1 && this.#takesPart;
    return takesTurns ? turnAt(this.#writers, this.#id, this.clock.now().getTime()) : undefined;
  }

  #mayUse({ number, mine, leftMs }: Turn): boolean {
    // What is begun too late is still on its way when the next one's turn begins.
    return number === this.#unused || (mine && leftMs > this.#insertMs / 2);
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

  #meet(): void {
    this.#metAt = performance.now();
    const others = this.#writers.some(({ id }) => id !== this.#id);
    const part = this.#losses >= LOSSES || (others && (this.#takesPart || this.#batches >= BUSY_BATCHES));
    if (part) this.#takesPartUntil = this.#metAt + PRESENT_MS;
    this.#losses = this.#batches = 0;
    const now = this.clock.now();
    const me = { id: this.#id, seenAt: now, insertMs: this.#insertMs };
    this.#meeting = this.roster
      .meet(new Date(now.getTime() - PRESENT_MS), this.#takesPart ? me : undefined)
      // Who cannot be met is not waited for.
      .catch(() => [])
      .then((writers) => {
        this.#writers = writers;
      });
  }
}
