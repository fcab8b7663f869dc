import type { Commit, Position, RecordedEvent } from '../contract';
import type { DecisionModel } from '../models';
import { fold } from './fold';
import type { KeptState, StateAt } from './kept-state';
import type { Snapshots } from './snapshots';

/** A state as of a position, which may lie inside a commit, and the one that can be gone on with. */
export interface Folded<State> extends StateAt<State> {
  /** At the last commit boundary that is known at or before the position. */
  readonly kept: KeptState<State>;
}

const PROVEN = Promise.resolve(true);

/** Folds commits into a state, and takes snapshots of it on the way. */
export class Folding<State> {
  #state: State;
  readonly #taker;

  /** @param proven whether the state that is gone on with is good: before that no snapshot is kept */
  constructor(
    private readonly model: DecisionModel<State>,
    private kept: KeptState<State>,
    private readonly snapshots: Snapshots,
    proven: Promise<boolean> = PROVEN,
  ) {
    this.#state = kept.state;
    this.#taker = snapshots.along(model, proven);
  }

  /**
   * Folds what is meant of a commit.
   * @param position up to which events are meant
   */
  add(events: readonly RecordedEvent[], commit: Pick<Commit, 'lastPosition' | 'hash'>, position: Position) {
    this.#state = fold(this.model, this.#state, events);
    if (commit.lastPosition > position) return;
    const { events: before, samples } = this.kept;
    this.kept = {
      state: this.#state,
      position: commit.lastPosition,
      events: before + events.length,
      samples: this.#taker ? this.snapshots.samples.with(samples, events) : samples,
    };
    this.#taker?.at(before, this.kept, commit);
  }

  /** @param isBoundary whether a commit is known to end at the position */
  end(position: Position, isBoundary: boolean): Folded<State> {
    this.#taker?.end();
    const { kept } = this;
    return { state: this.#state, position, kept: isBoundary ? { ...kept, position } : kept };
  }
}
