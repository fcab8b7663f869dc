import type { Heartbeat, WriterRegistry } from './registry';

/** A registry in memory. */
export class MemoryRegistry implements WriterRegistry {
  readonly #writers = new Map<string, Heartbeat>();

  async heartbeats(since: Date, own: Heartbeat | undefined): Promise<readonly Heartbeat[]> {
    if (own) this.#writers.set(own.id, own);
    return this.present.filter(({ seenAt }) => seenAt > since);
  }

  async leave(id: string): Promise<void> {
    this.#writers.delete(id);
  }

  get present(): readonly Heartbeat[] {
    return [...this.#writers.values()];
  }
}
