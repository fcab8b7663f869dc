import { ANY_TYPES, type EventTypes } from '../log';
import type { DecisionModel, DecisionModels } from './decision-model';

/** A model that folds stored events, of whatever version. */
export const foldingStored = <State>(types: EventTypes, model: DecisionModel<State>): DecisionModel<State> =>
  types === ANY_TYPES
    ? model
    : { ...model, evolve: (state, event) => model.evolve(state, types.upcast(event)) };

/** Models that fold stored events, of whatever version. */
export function allFoldingStored<Models extends DecisionModels>(types: EventTypes, models: Models): Models;
export function allFoldingStored(types: EventTypes, models: DecisionModels): DecisionModels {
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, foldingStored(types, model)]),
  );
}
