import { anyOf, type AppendCondition, type Query } from '../contract';
import type { DecisionModels } from '../models';
import type { DecideOptions } from './decider';
import type { DecisionContext } from './decision-context';

/** What must not have happened since a decision: that which makes it void, and a record of its command's answer. */
export const conditionFor = (
  models: DecisionModels,
  guard: NonNullable<DecideOptions['guard']>,
  { at: after }: DecisionContext<DecisionModels>,
  records: Query | undefined,
): AppendCondition | undefined => {
  const queries = Object.values(models).map(({ query, conflictsWith }) =>
    guard === 'conflicts' ? (conflictsWith ?? query) : query,
  );
  if (records) queries.push(records);
  return queries.length === 0 ? undefined : { failIfEventsMatch: anyOf(queries), after };
};
