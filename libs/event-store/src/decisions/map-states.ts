import type { DecisionModel, DecisionModels, StatesOf } from './decision-model';

/** Makes the state of each model, and gives them by the models' names. */
export function mapStates<Models extends DecisionModels>(
  models: Models,
  stateOf: (model: DecisionModel<unknown>, name: string) => unknown,
): StatesOf<Models>;
export function mapStates(
  models: DecisionModels,
  stateOf: (model: DecisionModel<unknown>, name: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(models).map(([name, model]) => [name, stateOf(model, name)]));
}
