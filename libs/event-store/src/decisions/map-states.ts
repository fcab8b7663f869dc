import type { DecisionModel, DecisionModels, StatesOf } from '../models';
import type { StateAt } from './kept-state';

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

/** Reads the state of each model, and gives them by the models' names. */
export const readStates = async <Models extends DecisionModels>(
  models: Models,
  read: (model: DecisionModel<unknown>, name: string) => Promise<StateAt<unknown>>,
): Promise<StatesOf<Models>> => {
  const entries = Object.entries(models).map(
    async ([name, model]) => [name, (await read(model, name)).state] as const,
  );
  const states = new Map(await Promise.all(entries));
  return mapStates(models, (_, name) => states.get(name));
};
