import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import { withTimeout } from '../../../async';
import { uuidV7 } from '../../chain';
import type { ServerClock } from '../server-clock';
import type { Heartbeat, WriterAddress, WriterRegistry } from './registry';

const HEARTBEAT_MS = 200;
/** Milliseconds for which a writer counts as present after a heartbeat. */
const PRESENT_MS = 2_000;
/** Between two heartbeats: lost races that make a writer a member, and batches that make it one beside others. */
const LOSSES = 2;
const BUSY_BATCHES = 5;
/** An insert that takes longer tells of an outage, not of the writer. */
const SLOWEST_MS = 100;
/** Milliseconds for which a member that did not answer is left out. */
const AVOID_MS = 5_000;
const MOST_AVOIDED = 100;
const LEAVE_WITHIN_MS = 500;

/**
 * The writers that have to get along: those that lose races for positions, and those that write beside them. Each sends
 * heartbeats; all who have read the same ones come to the same sequencer and the same slots.
 */
export class Membership {
  readonly id = uuidV7();
  #address: WriterAddress | undefined;
  #present: readonly Heartbeat[] = [];
  readonly #avoided = new LRUCache<string, true>({ max: MOST_AVOIDED, ttl: AVOID_MS });
  #losses = 0;
  #batches = 0;
  #insertMs = 1;
  #lastHeartbeatAt = Number.NEGATIVE_INFINITY;
  #memberUntil = Number.NEGATIVE_INFINITY;
  #heartbeat: Promise<void> | undefined;

  constructor(
    private readonly registry: WriterRegistry,
    private readonly clock: ServerClock,
  ) {}

  /** Milliseconds that an insert of this writer takes of late. */
  get insertMs(): number {
    return this.#insertMs;
  }

  /** The member that appends for the others: the eldest that can. None while this writer is no member. */
  get sequencer(): Heartbeat | undefined {
    return this.#members.find(({ address }) => address);
  }

  /** The members that insert by themselves, the eldest first: the sequencer, and those that have none. */
  get inserters(): readonly Heartbeat[] {
    const { sequencer } = this;
    return this.#members.filter((member) => !member.address || member === sequencer);
  }

  /** Tells the others where this writer takes their appends. */
  listensAt(address: WriterAddress): void {
    this.#address = address;
  }

  /** Sends a heartbeat if one is due; does not wait for it. */
  keepUp(): void {
    if (performance.now() - this.#lastHeartbeatAt > HEARTBEAT_MS) this.#beat();
  }

  /** Takes in how long an insert took, and whether it lost a race. */
  inserted(ms: number, lost: boolean): void {
    this.#batches += 1;
    this.#insertMs += (Math.min(ms, SLOWEST_MS) - this.#insertMs) / 32;
    if (!lost) return;
    this.#losses += 1;
    if (this.#losses === LOSSES) this.#beat();
  }

  /** Takes in that the sequencer was given appends. */
  forwarded(): void {
    this.#batches += 1;
  }

  /** Leaves a member out for a while. */
  avoid(id: string): void {
    this.#avoided.set(id, true);
    this.#present = this.#present.filter((member) => member.id !== id);
  }

  /** Is a member no more. To tell the others is a courtesy: they forget a member that is silent. */
  async leave(): Promise<void> {
    const told = async () => {
      await this.#heartbeat;
      if (this.#isMember) await this.registry.leave(this.id);
    };
    await withTimeout(LEAVE_WITHIN_MS, told()).catch(() => undefined);
    this.#memberUntil = Number.NEGATIVE_INFINITY;
  }

  get #isMember(): boolean {
    return performance.now() < this.#memberUntil;
  }

  get #members(): readonly Heartbeat[] {
    return this.#isMember ? this.#present : [];
  }

  #beat(): void {
    this.#lastHeartbeatAt = performance.now();
    const others = this.#present.some(({ id }) => id !== this.id);
    const busy = others && (this.#isMember || this.#batches >= BUSY_BATCHES);
    if (this.#losses >= LOSSES || busy) this.#memberUntil = this.#lastHeartbeatAt + PRESENT_MS;
    this.#losses = this.#batches = 0;
    const seenAt = this.clock.now();
    const { id, insertMs } = this;
    const own = { id, seenAt, insertMs, ...(this.#address && { address: this.#address }) };
    this.#heartbeat = this.registry
      .heartbeats(new Date(seenAt.getTime() - PRESENT_MS), this.#isMember ? own : undefined)
      // Without the others' heartbeats this writer waits for nobody.
      .catch(() => [])
      .then((heartbeats) => {
        this.#present = heartbeats.filter((one) => !this.#avoided.has(one.id)).toSorted(byAge);
      });
  }
}

const byAge = (one: Heartbeat, other: Heartbeat): number => (one.id < other.id ? -1 : 1);
