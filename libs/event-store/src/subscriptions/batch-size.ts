import type { Commit } from '../contract';
import { heapBytes } from '../log';
import type { SubscriptionOptions } from './options';
import { firstBatch } from './batching';

type Bounds = Pick<SubscriptionOptions, 'maxEvents' | 'maxBytes' | 'batchMs'>;

/** How large the next batch may be: by count, by bytes, and by how long the last one took. */
export class BatchSize {
  #events: number;

  /** @param first events in the first batch; a batch that was taken lets the next be twice as large */
  constructor(
    private readonly bounds: Bounds,
    first: number,
  ) {
    this.#events = Math.min(first, bounds.maxEvents);
  }

  /** Events in the next batch, from 1. */
  get events(): number {
    return this.#events;
  }

  /** The commits that make one batch, of those that were read. */
  cut(commits: readonly Commit[], maxEvents = this.#events): readonly Commit[] {
    return firstBatch(commits, maxEvents, this.bounds.maxBytes);
  }

  /** Takes in how a batch went. @param ms how long it took */
  took(commits: readonly Commit[], ms: number): void {
    const { maxEvents, maxBytes, batchMs } = this.bounds;
    const events = commits.reduce((sum, commit) => sum + commit.events.length, 0);
    const bytes = commits.reduce((sum, commit) => sum + heapBytes(commit), 0);
    // What is read beyond the bytes of a batch is read in vain: no more events than are likely to fit.
    const fitting = Math.floor((events * maxBytes) / Math.max(1, bytes));
    const grown = ms > batchMs ? Math.floor(this.#events / 2) : this.#events * 2;
    this.#events = Math.max(1, Math.min(maxEvents, fitting, grown));
  }
}
