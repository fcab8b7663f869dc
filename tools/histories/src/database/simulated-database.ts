import type { Commit } from '@event-sourcing/event-store';
import { MemorySnapshotStorage } from '@event-sourcing/event-store/testing';

/**
 * The collection of commits of a replica set, as far as its clients can tell: unique ids and positions, reads that show
 * what a majority holds, and fail-overs that lose the rest.
 */
export class SimulatedDatabase {
  /** What a majority holds, in order of position. */
  readonly held: Commit[] = [];
  readonly snapshots = new MemorySnapshotStorage();
  readonly #byId = new Map<string, Commit>();
  readonly #byTag = new Map<string, Commit[]>();
  /** What only the primary has, in the order in which it came. */
  #unheld: Commit[] = [];
  readonly #ids = new Set<string>();
  readonly #positions = new Set<number>();
  #term = 0;

  /** Counts the fail-overs: what was begun in another term fails. */
  get term(): number {
    return this.#term;
  }

  /** The last position that anybody can read. */
  get head(): number {
    return this.held.at(-1)?.lastPosition ?? 0;
  }

  /**
   * Takes a commit in; nobody reads it yet.
   * @throws Error when its id or its position is taken, by what cannot be read either
   */
  store(commit: Commit): void {
    if (this.#ids.has(commit.id) || this.isTaken(commit.position)) throw new Error('E11000 duplicate key');
    this.#ids.add(commit.id);
    this.#positions.add(commit.position);
    this.#unheld.push(commit);
  }

  /** Lets a majority have a commit and all that came before it. */
  replicate(commit: Commit): void {
    const reached = this.#unheld.splice(0, this.#unheld.indexOf(commit) + 1);
    for (const one of reached) {
      this.held.splice(this.#firstAfter(one.position), 0, one);
      this.#byId.set(one.id, one);
      for (const tag of new Set(one.events.flatMap(({ tags }) => tags))) {
        const tagged = this.#byTag.get(tag);
        if (tagged) tagged.push(one);
        else this.#byTag.set(tag, [one]);
      }
    }
  }

  /** Another member becomes the primary: what no majority held is gone. @returns how many commits that were */
  failOver(): number {
    const lost = this.#unheld;
    this.#unheld = [];
    this.#term += 1;
    for (const { id, position } of lost) {
      this.#ids.delete(id);
      this.#positions.delete(position);
    }
    return lost.length;
  }

  byId(id: string): Commit | undefined {
    return this.#byId.get(id);
  }

  /** The commits that begin after one position and up to another, in order. */
  between(after: number, upTo: number): readonly Commit[] {
    return this.held.slice(this.#firstAfter(after), this.#firstAfter(upTo));
  }

  /** The commits with an event of a tag, in the order in which they could be read. */
  tagged(tag: string): readonly Commit[] {
    return this.#byTag.get(tag) ?? [];
  }

  /** What the unique index says. */
  protected isTaken(position: number): boolean {
    return this.#positions.has(position);
  }

  #firstAfter(position: number): number {
    let low = 0;
    for (let high = this.held.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.held[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
