import type { Commit } from '../../contract';
import { heapBytes } from '../reading';

/** So many commits of a page are looked at. */
const SAMPLES = 16;
/** A guess, while nothing is known. */
const GUESS = 64 * 1024;
/** How much of what was known counts after a page of less. */
const KEPT = 0.75;

/**
 * How many bytes a position of the log holds, by what was read or written last: quick to rise and slow to fall. It says how wide a
 * range to ask for, since servers there are that gather all of it before they answer with a part.
 */
export class Density {
  #bytes: number | undefined;

  /** Positions that hold about so many bytes, from 1. */
  positionsWithin(bytes: number): number {
    return Math.max(1, Math.floor(bytes / (this.#bytes ?? GUESS)));
  }

  /** Takes in commits that were read or written. */
  learn(commits: readonly Commit[]): void {
    const every = Math.ceil(commits.length / SAMPLES);
    let bytes = 0;
    let positions = 0;
    for (let index = 0; index < commits.length; index += every) {
      const commit = commits[index];
      bytes += commit ? heapBytes(commit) : 0;
      positions += commit?.events.length ?? 0;
    }
    if (positions > 0) this.#bytes = Math.max(bytes / positions, (this.#bytes ?? 0) * KEPT);
  }
}
