import type { Commit } from '../contract';
import type { KeptState } from './kept-state';
import { lowestRank, rankAt } from './spacing';

/** A state of which a snapshot is to be kept. */
export interface Taken<State> extends KeptState<State> {
  readonly hash: string;
  readonly rank: number;
}

/** Keeps snapshots, then forgets those of a lower rank than is kept of so long a history. */
type Keep<State> = (taken: readonly Taken<State>[], belowRank: number) => Promise<unknown>;

/** Snapshots that are kept at once, at most. */
const MOST_AT_ONCE = 100;

/** Takes snapshots of one state, spaced, while it is folded. */
export class SnapshotTaker<State> {
  #taken: Taken<State>[] = [];
  #belowRank = 0;
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly every: number,
    private readonly keep: Keep<State>,
  ) {}

  /**
   * Takes one, if one is due.
   * @param before events of the state, at the commit boundary before
   * @param kept the state at the end of a commit
   */
  at(before: number, kept: KeptState<State>, { hash }: Pick<Commit, 'hash'>): void {
    const rank = rankAt(before, kept.events, this.every);
    const lowest = lowestRank(kept.events, this.every);
    if (lowest > lowestRank(before, this.every)) this.#belowRank = lowest;
    if (rank >= lowest) this.#taken.push({ ...kept, hash, rank });
    if (this.#taken.length >= MOST_AT_ONCE) this.end();
  }

  /** Has what was taken be kept, in the background: nothing waits for it. */
  end(): void {
    if (this.#taken.length === 0 && this.#belowRank === 0) return;
    const taken = this.#taken;
    const belowRank = this.#belowRank;
    this.#taken = [];
    this.#belowRank = 0;
    this.#keeping = this.#keeping.then(() => this.keep(taken, belowRank));
  }
}
