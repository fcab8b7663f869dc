import { types } from 'node:util';
import { type EventData, EventStoreError } from '../contract';
import type { Decider } from './decider';
import type { DecisionModels, StatesOf } from '../models';
import { isChangeRefused } from '../values';

/** What a decider makes of states: `write` nothing means that there is nothing to do. */
export type Verdict = { readonly write: readonly EventData<string, object>[] } | { readonly refuse: unknown };

/**
 * Asks a decider. What it throws is a refusal, unless it says that the decider is no pure function.
 * @throws EventStoreError `state-changed`, `invalid-decision`
 */
export const judge = <Models extends DecisionModels>(
  models: Models,
  decider: Decider<Models>,
  states: StatesOf<Models>,
): Verdict => {
  let write: unknown;
  try {
    write = decider(states);
  } catch (refuse) {
    if (isChangeRefused(refuse)) throw stateChanged(models, refuse);
    return { refuse };
  }
  if (isListOfEvents(write)) return { write };
  throw invalidDecision(write);
};

const isListOfEvents = (value: unknown): value is readonly EventData<string, object>[] =>
  Array.isArray(value) && value.findIndex((item) => !isEvent(item)) < 0;

const isEvent = (value: unknown): boolean => typeof value === 'object' && value !== null && 'type' in value;

const stateChanged = (models: DecisionModels, cause: TypeError) => {
  const names = [...new Set(Object.values(models).map(({ name }) => name))];
  return new EventStoreError(
    'state-changed',
    `A decider tried to change a state of ${names.join(', ')}, which other decisions share: ${cause.message}. ` +
      'A decider reads states, and gives back events.',
    { models: names },
    { cause },
  );
};

const describe = (decided: unknown): string => {
  if (types.isPromise(decided)) return 'a promise';
  if (Array.isArray(decided))
    return `a list whose item ${decided.findIndex((item) => !isEvent(item))} is no event`;
  return decided === null ? 'null' : typeof decided;
};

const invalidDecision = (decided: unknown) => {
  // Nobody waits for it.
  if (types.isPromise(decided)) decided.catch(() => undefined);
  const given = describe(decided);
  return new EventStoreError(
    'invalid-decision',
    `A decider gave back ${given} where a list of events is needed, empty when there is nothing to do. It is a pure ` +
      'function: what it waits for must come with the command.',
    { given },
  );
};
