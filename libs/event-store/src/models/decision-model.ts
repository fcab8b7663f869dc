import type { EventData, Query, RecordedEvent } from '../contract';
import type { SnapshotForm } from './snapshot';

/**
 * State folded from the log for one decision: a declared model, named with its arguments. See `decisionModel`.
 *
 * The append that follows a decision fails when an event that matches `conflictsWith` (the whole `query`
 * when absent) has been stored since the state was read; the decision is then made anew.
 */
export interface DecisionModel<State, Event extends EventData<string, object> = EventData> {
  /** Of the declaration. */
  readonly name: string;
  /** What the state is kept under: the declaration, and what it was named with. */
  readonly key: string;
  /** Every event that the state depends on. */
  readonly query: Query;
  readonly initial: State;
  /** Folds one event into the state. */
  evolve(state: State, event: RecordedEvent<Event>): State;
  /** Narrower than `query` where the rule allows it. */
  readonly conflictsWith?: Query;
  /** How states are kept as snapshots. */
  readonly snapshot?: SnapshotForm<State>;
}

/** Decision models by the name that the decision gives them: `{ from: account(a), to: account(b) }`. */
export type DecisionModels = Readonly<Record<string, DecisionModel<unknown>>>;

/** The states of decision models, by the same names. */
export type StatesOf<Models extends DecisionModels> = {
  readonly [Name in keyof Models]: Models[Name] extends DecisionModel<infer State> ? State : never;
};
