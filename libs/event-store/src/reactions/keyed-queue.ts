import { deferred } from '../async';

/** What came of an item: done with, or to be tried again after a time. */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'again'; readonly afterMs: number };

/** Does an item. @param attempt from 1 */
export type Work<Item> = (item: Item, attempt: number) => Promise<Outcome>;

interface Partition<Item> {
  readonly items: Item[];
  attempt: number;
  /** Waits to try its first item again. */
  waiting: boolean;
}

/** Works items off: in order within a key, several keys at the same time. A key that waits to try again takes no place. */
export class KeyedQueue<Item> {
  readonly #partitions = new Map<string, Partition<Item>>();
  readonly #ready: [string, Partition<Item>][] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #active = 0;
  #changed = deferred<undefined>();

  /**
   * @param concurrency keys at the same time
   * @param stopping nothing is begun after it aborts
   * @param work must not reject
   */
  constructor(
    private readonly concurrency: number,
    private readonly stopping: AbortSignal,
    private readonly work: Work<Item>,
  ) {
    stopping.addEventListener('abort', () => this.#stop(), { once: true });
  }

  push(key: string, item: Item): void {
    const partition = this.#partitions.get(key);
    if (partition) {
      partition.items.push(item);
      return;
    }
    const fresh = { items: [item], attempt: 0, waiting: false };
    this.#partitions.set(key, fresh);
    this.#enter(key, fresh);
  }

  /** The keys that wait to try again, and what each of them tries. */
  stuck(): readonly (readonly [key: string, first: Item])[] {
    return [...this.#partitions].flatMap(([key, { items, waiting }]) =>
      waiting && items[0] !== undefined ? [[key, items[0]] as const] : [],
    );
  }

  /** Takes away what waits behind the first item of a key, in order. */
  cut(key: string): readonly Item[] {
    return this.#partitions.get(key)?.items.splice(1) ?? [];
  }

  /** Whether anything waits behind the first item of a key. */
  hasMore(key: string): boolean {
    return (this.#partitions.get(key)?.items.length ?? 0) > 1;
  }

  /** Resolves when everything is done; after stopping, when nothing is being done any more. */
  async settled(): Promise<void> {
    while (this.#active > 0 || (this.#partitions.size > 0 && !this.stopping.aborted))
      await this.#changed.promise;
  }

  #enter(key: string, partition: Partition<Item>): void {
    this.#ready.push([key, partition]);
    this.#begin();
  }

  #begin(): void {
    while (this.#active < this.concurrency && !this.stopping.aborted) {
      const next = this.#ready.shift();
      if (!next) return;
      this.#active += 1;
      void this.#first(...next);
    }
  }

  async #first(key: string, partition: Partition<Item>): Promise<void> {
    const [item] = partition.items;
    if (item === undefined) return;
    partition.attempt += 1;
    partition.waiting = false;
    const outcome = await this.work(item, partition.attempt);
    this.#active -= 1;
    if (outcome.kind === 'again') {
      partition.waiting = true;
      this.#later(outcome.afterMs, () => this.#enter(key, partition));
    } else {
      partition.items.shift();
      partition.attempt = 0;
      if (partition.items.length > 0) this.#enter(key, partition);
      else this.#partitions.delete(key);
    }
    this.#begin();
    this.#tell();
  }

  #later(ms: number, then: () => void): void {
    if (this.stopping.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#tell();
  }

  #tell(): void {
    this.#changed.resolve(undefined);
    this.#changed = deferred<undefined>();
  }
}
