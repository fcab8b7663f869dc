import { setTimeout as delay } from 'node:timers/promises';
import { isEventStoreError } from '@event-sourcing/event-store';
import type { Random } from '../random';
import type { Instance } from './instance';

const DOWN_MS = 30;

/** Instances, some of which are down at any time. */
export class Fleet {
  readonly #up = new Map<number, Instance>();
  #starts = 0;
  restarts = 0;

  constructor(
    private readonly random: Random,
    private readonly start: (name: string) => Promise<Instance>,
  ) {}

  /** Starts so many. */
  async open(size: number): Promise<void> {
    await Promise.all(Array.from({ length: size }, (_, place) => this.#open(place)));
  }

  get up(): readonly Instance[] {
    return [...this.#up.values()];
  }

  /** One that is up. */
  async any(): Promise<Instance> {
    for (;;) {
      const one = this.random.pick(this.up);
      if (one) return one;
      await delay(1);
    }
  }

  /** Ends one, killed or in order, and opens it again over the same database. */
  async restartOne(): Promise<void> {
    const [place, instance] = this.random.pick([...this.#up]) ?? [];
    if (place === undefined || instance === undefined) return;
    this.#up.delete(place);
    if (this.random.happens(0.7)) instance.kill();
    else instance.close();
    await delay(this.random.below(DOWN_MS));
    await this.#open(place);
    this.restarts += 1;
  }

  async #open(place: number): Promise<void> {
    for (;;) {
      try {
        this.#starts += 1;
        this.#up.set(place, await this.start(`i${place}.${this.#starts}`));
        return;
      } catch (error) {
        if (!isEventStoreError(error, 'store-unavailable')) throw error;
        await delay(1);
      }
    }
  }
}
