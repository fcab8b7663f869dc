import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import { uuidV7 } from '../../chain';
import type { ServerClock } from '../server-clock';
import type { WriterAddress, WriterAtWork, WriterRoster } from './roster';

/** Milliseconds between two looks at who else writes, while this writer does. */
const MEET_MS = 200;
/** Milliseconds for which a writer counts as being at work after it said so. */
const PRESENT_MS = 2_000;
/** Lost races in a row of looks that call others to order, and batches that call for a part in their order. */
const LOSSES = 2;
const BUSY_BATCHES = 5;
/** Milliseconds of an insert beyond which it says something about an outage, and nothing about writers. */
const SLOWEST_MS = 100;
/** Milliseconds for which one is left alone that did not answer. */
const AVOID_MS = 5_000;
const MOST_AVOIDED = 100;

/** Those who write to the log while this process does: writers that lose races, and whoever writes while they do. */
export class WritersAtWork {
  readonly id = uuidV7();
  #address: WriterAddress | undefined;
  #present: readonly WriterAtWork[] = [];
  readonly #avoided = new LRUCache<string, true>({ max: MOST_AVOIDED, ttl: AVOID_MS });
  #losses = 0;
  #batches = 0;
  #insertMs = 1;
  #metAt = Number.NEGATIVE_INFINITY;
  #takesPartUntil = Number.NEGATIVE_INFINITY;
  #meeting: Promise<void> | undefined;

  constructor(
    private readonly roster: WriterRoster,
    private readonly clock: ServerClock,
  ) {}

  /** Milliseconds that an insert of this writer takes of late. */
  get insertMs(): number {
    return this.#insertMs;
  }

  /** All of them, this one among them, the eldest first; nobody while this one takes no part. */
  get present(): readonly WriterAtWork[] {
    return this.#takesPart ? this.#present : [];
  }

  /** Tells the others where this one takes their appends. */
  listensAt(address: WriterAddress): void {
    this.#address = address;
  }

  /** Looks who is there, if that is due; does not wait for it. */
  lookAround(): void {
    if (performance.now() - this.#metAt > MEET_MS) this.#meet();
  }

  /** Takes in how long an insert took, and whether it lost a race. */
  inserted(ms: number, lost: boolean): void {
    this.#batches += 1;
    this.#insertMs += (Math.min(ms, SLOWEST_MS) - this.#insertMs) / 32;
    if (!lost) return;
    this.#losses += 1;
    if (this.#losses === LOSSES) this.#meet();
  }

  /** Takes in that another was given appends to store. */
  handedOver(): void {
    this.#batches += 1;
  }

  /** Leaves one alone for a while. */
  avoid(id: string): void {
    this.#avoided.set(id, true);
    this.#present = this.#present.filter((writer) => writer.id !== id);
  }

  /** Takes no part any more. */
  async leave(): Promise<void> {
    await this.#meeting;
    if (this.#takesPart) await this.roster.leave(this.id).catch(() => undefined);
    this.#takesPartUntil = Number.NEGATIVE_INFINITY;
  }

  get #takesPart(): boolean {
    return performance.now() < this.#takesPartUntil;
  }

  #meet(): void {
    this.#metAt = performance.now();
    const others = this.#present.some(({ id }) => id !== this.id);
    const part = this.#losses >= LOSSES || (others && (this.#takesPart || this.#batches >= BUSY_BATCHES));
    if (part) this.#takesPartUntil = this.#metAt + PRESENT_MS;
    this.#losses = this.#batches = 0;
    const now = this.clock.now();
    const { id, insertMs } = this;
    const me = { id, seenAt: now, insertMs, ...(this.#address && { address: this.#address }) };
    this.#meeting = this.roster
      .meet(new Date(now.getTime() - PRESENT_MS), this.#takesPart ? me : undefined)
      // Who cannot be met is not waited for.
      .catch(() => [])
      .then((writers) => {
        this.#present = writers.filter((one) => !this.#avoided.has(one.id)).toSorted(byAge);
      });
  }
}

const byAge = (one: WriterAtWork, other: WriterAtWork): number => (one.id < other.id ? -1 : 1);
