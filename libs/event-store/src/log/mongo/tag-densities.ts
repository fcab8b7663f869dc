import { LRUCache } from 'lru-cache';

interface Read {
  readonly events: number;
  readonly positions: number;
}

const TAGS = 10_000;
/** Positions that tell something of a tag. */
const ENOUGH = 64;
/** Positions after which what was read before them counts half. */
const MANY = 10_000;

/** How many events of a tag a position holds, about, by what was read last. */
export class TagDensities {
  readonly #read = new LRUCache<string, Read>({ max: TAGS });

  /** From 0; nothing while too little was read. */
  of(tag: string): number | undefined {
    const read = this.#read.get(tag);
    return read && read.positions >= ENOUGH ? read.events / read.positions : undefined;
  }

  /** Takes in how many events of a tag so many positions held. */
  learn(tag: string, { events, positions }: Read): void {
    const before = this.#read.peek(tag) ?? { events: 0, positions: 0 };
    const weight = before.positions > MANY ? 0.5 : 1;
    this.#read.set(tag, {
      events: before.events * weight + events,
      positions: before.positions * weight + positions,
    });
  }
}
