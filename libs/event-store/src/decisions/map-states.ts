import type { DecisionModel, DecisionModels, StatesOf } from './decision-model';

/** Makes the state of each model, all at once, and gives them by the models' names. */
export function mapStates<Models extends DecisionModels>(
  models: Models,
  stateOf: (model: DecisionModel<unknown>, name: string) => Promise<unknown>,
): Promise<StatesOf<Models>>;
export async function mapStates(
  models: DecisionModels,
  stateOf: (model: DecisionModel<unknown>, name: string) => Promise<unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  return Object.fromEntries(
    await Promise.all(
      Object.entries(models).map(async ([name, model]) => [name, await stateOf(model, name)] as const),
    ),
  );
}
