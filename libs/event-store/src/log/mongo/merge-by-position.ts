import type { Direction } from '../storage';

interface Positioned {
  readonly position: number;
}

/** Merges sources that are each sorted by position into one, in the given direction, each position once. */
export async function* mergeByPosition<Item extends Positioned>(
  sources: readonly AsyncIterable<readonly Item[]>[],
  direction: Direction,
): AsyncGenerator<readonly Item[]> {
  const readers = sources.map((source) => new Reader(source));
  const first = direction === 'forwards' ? Math.min : Math.max;
  try {
    for (;;) {
      await Promise.all(readers.map((reader) => reader.fill()));
      const heads = () => readers.flatMap(({ head }) => head ?? []);
      const open = heads().length;
      if (open === 0) return;
      const merged: Item[] = [];
      // Until one has to be filled again: what it holds next may come before what the others hold.
      for (let items = heads(); items.length === open; items = heads()) {
        const position = first(...items.map((item) => item.position));
        merged.push(...items.filter((item) => item.position === position).slice(0, 1));
        for (const reader of readers) reader.pass(position);
      }
      yield merged;
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}

/** One source, and where the merge is in it. */
class Reader<Item extends Positioned> {
  readonly #source: AsyncIterator<readonly Item[]>;
  #page: readonly Item[] = [];
  #at = 0;

  constructor(source: AsyncIterable<readonly Item[]>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next item; none when it has to be filled, or is at its end. */
  get head(): Item | undefined {
    return this.#page[this.#at];
  }

  async fill(): Promise<void> {
    while (this.head === undefined) {
      const page = await this.#source.next();
      if (page.done) return;
      this.#page = page.value;
      this.#at = 0;
    }
  }

  /** Goes past an item, if it is the next one. */
  pass(position: number): void {
    if (this.head?.position === position) this.#at += 1;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
