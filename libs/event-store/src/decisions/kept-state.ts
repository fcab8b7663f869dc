import { type Position, START } from '../contract';
import type { DecisionModel } from '../models';
import type { Samples } from './upcast-samples';

/** A model's state as of a position. */
export interface StateAt<State> {
  readonly state: State;
  readonly position: Position;
}

/** A model's state as of a commit boundary, and what its next snapshot takes. */
export interface KeptState<State> extends StateAt<State> {
  /** How many events have been folded into it. */
  readonly events: number;
  /** What upcasters made of events that were folded. */
  readonly samples: Samples;
}

/** The state of a model before the first event. */
export const unread = <State>({ initial }: DecisionModel<State>): KeptState<State> => ({
  state: initial,
  position: START,
  events: 0,
  samples: new Map(),
});
