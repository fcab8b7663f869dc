import type { Position } from '../contract';

interface Sample {
  readonly position: Position;
  readonly atMs: number;
}

/** Samples that the rate is measured over. */
const SAMPLES = 20;
/** Events a second, until there is something to measure. */
const ASSUMED_RATE = 1_000;

/** How far a generation is that is being filled. */
export interface RebuildStatus {
  /** The version that is being built. */
  readonly version: number;
  readonly position: Position;
  /** 0 to 100, in whole. */
  readonly percent: number;
  /** An estimate by the rate of late, in whole seconds. */
  readonly secondsLeft: number;
}

/** How fast a generation is being filled, by whichever instance does it. */
export class BuildProgress {
  readonly #samples: Sample[] = [];

  /** Takes in where the checkpoint is. @param atMs on a clock that only runs forwards */
  sample(position: Position, atMs: number): void {
    this.#samples.push({ position, atMs });
    if (this.#samples.length > SAMPLES) this.#samples.shift();
  }

  /** Events a second, of late; nothing while nothing has moved. */
  get rate(): number | undefined {
    const [first, last] = [this.#samples.at(0), this.#samples.at(-1)];
    if (!first || !last || last.position <= first.position || last.atMs <= first.atMs) return undefined;
    return ((last.position - first.position) * 1_000) / (last.atMs - first.atMs);
  }

  status(version: number, position: Position, head: Position): RebuildStatus {
    const left = Math.max(0, head - position);
    return {
      version,
      position,
      percent: head === 0 ? 100 : Math.min(100, Math.floor((position * 100) / head)),
      secondsLeft: Math.ceil(left / (this.rate ?? ASSUMED_RATE)),
    };
  }
}
