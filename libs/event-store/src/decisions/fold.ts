import type { RecordedEvent } from '../contract';
import { userCodeFailed } from '../names';
import type { DecisionModel } from '../models';
import { unchanging } from '../values';

/**
 * Folds one event into a state.
 * @throws EventStoreError `fold-failed` when the model's own code throws
 */
const foldEvent = <State>(model: DecisionModel<State>, state: State, event: RecordedEvent): State => {
  try {
    return unchanging(model.evolve(state, event));
  } catch (error) {
    throw userCodeFailed(`Decision model ${model.name}`, { model: model.name }, event, error);
  }
};

/** Folds events into a state, in order. */
export const fold = <State>(
  model: DecisionModel<State>,
  state: State,
  events: readonly RecordedEvent[],
): State => events.reduce((folded, event) => foldEvent(model, folded, event), state);
