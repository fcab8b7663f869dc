import { ANY_TYPES, type EventTypes } from '../log';
import type { DecisionModel, DecisionModels } from '../models';
import { assertDeclared } from '../models';

/**
 * A declared model that folds stored events, of whatever version.
 * @throws EventStoreError `invalid-model`
 */
export const foldingStored = <State>(
  types: EventTypes,
  model: DecisionModel<State>,
): DecisionModel<State> => {
  assertDeclared(model);
  return types === ANY_TYPES
    ? model
    : { ...model, evolve: (state, event) => model.evolve(state, types.upcast(event)) };
};

/** Declared models that fold stored events, of whatever version. */
export function allFoldingStored<Models extends DecisionModels>(types: EventTypes, models: Models): Models;
export function allFoldingStored(types: EventTypes, models: DecisionModels): DecisionModels {
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, foldingStored(types, model)]),
  );
}
