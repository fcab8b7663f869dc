import type { EventData, Query, RecordedEvent } from '../contract';
import type { SnapshotForm } from './snapshot';

/**
 * State folded from the log for one decision. Pure: no clock, no randomness, no I/O.
 *
 * The append that follows a decision fails when an event that matches `conflictsWith` (the whole `query`
 * when absent) has been stored since the state was read; the decision is then made anew.
 */
export interface DecisionModel<State, Event extends EventData<string, object> = EventData> {
  /** Names the fold in caches; with the query it identifies the state. */
  readonly name: string;
  /** Every event that the state depends on. */
  readonly query: Query;
  readonly initial: State;
  /**
   * Folds one event into the state; must not change the state that it is given. `position` and `recordedAt` of an event
   * that is still on its way are a guess: nothing of them may enter an event that a decision makes.
   */
  evolve(state: State, event: RecordedEvent<Event>): State;
  /** Narrower than `query` where the rule allows it: a deposit cannot invalidate a withdrawal. */
  readonly conflictsWith?: Query;
  /** How states are kept as snapshots; worth it for histories of thousands of events. */
  readonly snapshot?: SnapshotForm<State>;
}

/** Decision models by the name that the decision gives them: `{ from: account(a), to: account(b) }`. */
export type DecisionModels = Readonly<Record<string, DecisionModel<unknown>>>;

/** The states of decision models, by the same names. */
export type StatesOf<Models extends DecisionModels> = {
  readonly [Name in keyof Models]: Models[Name] extends DecisionModel<infer State> ? State : never;
};
