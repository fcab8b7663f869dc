import { setTimeout as delay } from 'node:timers/promises';
import type { Tail } from '../../reading';
import type { ServerClock } from '../server-clock';
import type { Membership } from './membership';
import { type Slot, slotAt } from './slot-schedule';

/** The part of another writer's slot after which it is free, if its owner has written nothing. */
const UNUSED_AFTER = 0.4;
/** Milliseconds before the own slot at which this writer reads what the others wrote. */
const READ_AHEAD_MS = 3;

/**
 * The strategy that needs no network: each member inserts in its slots, by the database's clock. Without it writers that
 * race for positions waste each other's inserts, and the fastest starves the rest.
 */
export class WriteSlots {
  /** The last slot of another writer that was found unused. */
  #unused = -1;

  constructor(
    private readonly membership: Membership,
    private readonly clock: ServerClock,
    private readonly tail: Tail,
  ) {}

  /** Whether this writer may insert now: in its slot, or while there are no slots. */
  get open(): boolean {
    const slot = this.#slot();
    return slot === undefined || this.#mayUse(slot);
  }

  /** Resolves when this writer may insert. After a wait, it knows the log's end by then. */
  async acquire(): Promise<void> {
    for (let waited = false; ; waited = true) {
      const slot = this.#slot();
      if (slot === undefined) return;
      // Before the use of another's slot the log's end has been read already.
      if (this.#mayUse(slot)) return waited && slot.mine ? this.#readEnd() : undefined;
      await (slot.mine ? delay(slot.leftMs) : this.#watch(slot));
    }
  }

  /** Takes in that an insert lost a race: a slot that seemed unused is in use. */
  lost(): void {
    this.#unused = -1;
  }

  #slot(): Slot | undefined {
    const { id, inserters } = this.membership;
    const shared = inserters.length > 1 && inserters.some((writer) => writer.id === id);
    return shared ? slotAt(inserters, id, this.clock.now().getTime()) : undefined;
  }

  #mayUse({ number, mine, leftMs }: Slot): boolean {
    // An insert that begins too late is still on its way when the next slot begins.
    return number === this.#unused || (mine && leftMs > this.membership.insertMs / 2);
  }

  /** Waits for the end of another writer's slot, or until the slot has been unused for a while. */
  async #watch({ number, elapsedMs, leftMs, nextIsMine }: Slot): Promise<void> {
    const unusedInMs = UNUSED_AFTER * (elapsedMs + leftMs) - elapsedMs;
    if (unusedInMs > 0) {
      const { head } = this.tail;
      await delay(unusedInMs);
      await this.#readEnd();
      if (this.tail.head === head) this.#unused = number;
    } else if (nextIsMine && leftMs > READ_AHEAD_MS) {
      // What is read now need not be read in the own slot.
      await delay(leftMs - READ_AHEAD_MS);
      await this.#readEnd();
    } else await delay(leftMs);
  }

  /** A read that fails does no harm: the insert loses its race then. */
  #readEnd(): Promise<void> {
    return this.tail.look().catch(() => undefined);
  }
}
