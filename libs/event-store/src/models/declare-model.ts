import { type EventData, EventStoreError, type Query, type RecordedEvent } from '../contract';
import { callerOf, Claims } from '../names';
import type { DecisionModel } from './decision-model';
import type { SnapshotForm } from './snapshot';
import { unchanging } from '../values';

/** What a model can be named with. */
export type ModelArguments = readonly (string | number | boolean)[];

/** How a decision model is declared. Pure: no clock, no randomness, no I/O, nothing but the arguments. */
export interface ModelDeclaration<
  State,
  Event extends EventData<string, object>,
  Arguments extends ModelArguments,
> {
  /** Unique in the process. Names the state in caches and snapshots. */
  readonly name: string;
  /** Every event that the state depends on. */
  query(...given: Arguments): Query;
  readonly initial: State;
  /**
   * Folds one event into the state; must not change the state that it is given. `position` and `recordedAt` of an event
   * that is still on its way are a guess: nothing of them may enter an event that a decision makes.
   */
  evolve(state: State, event: RecordedEvent<Event>, ...given: Arguments): State;
  /** Narrower than `query` where the rule allows it: a deposit cannot invalidate a withdrawal. */
  conflictsWith?(...given: Arguments): Query;
  /** How states are kept as snapshots; worth it for histories of thousands of events. */
  readonly snapshot?: SnapshotForm<State>;
}

/** A declared decision model: name it with its arguments, `balance('42')`. */
export interface DeclaredModel<
  State,
  Event extends EventData<string, object>,
  Arguments extends ModelArguments,
> {
  (...given: Arguments): DecisionModel<State, Event>;
  /** The same state for decisions that something else makes void. */
  conflictingWith(conflictsWith: (...given: Arguments) => Query): DeclaredModel<State, Event, Arguments>;
}

const names = new Claims();

/** The models that declarations have made: what anybody puts together has a name, but is not what was claimed. */
const declared = new WeakSet<object>();

/**
 * Declares a decision model, once; uses name it with its arguments. The type of the state is taken from the fold.
 *
 * ```ts
 * const balance = decisionModel({
 *   name: 'balance',
 *   query: (id: string) => ({ items: [{ tags: [`account:${id}`] }] }),
 *   initial: 0,
 *   evolve: (sum, event: RecordedEvent<Paid>) => sum + event.data.cents,
 * });
 * await store.stateOf(balance('42'));
 * ```
 * @throws EventStoreError `invalid-name`; `name-claimed` when the name is another declaration's
 */
export function decisionModel<
  State,
  Event extends EventData<string, object>,
  Arguments extends ModelArguments,
>(model: ModelDeclaration<State, Event, Arguments>): DeclaredModel<State, Event, Arguments> {
  names.claim('decision model', model.name, callerOf(decisionModel));
  return declaredModel(model);
}

const declaredModel = <State, Event extends EventData<string, object>, Arguments extends ModelArguments>(
  model: ModelDeclaration<State, Event, Arguments>,
): DeclaredModel<State, Event, Arguments> => {
  unchanging(model.initial);
  const named = (...given: Arguments): DecisionModel<State, Event> => modelNamed(model, given);
  return Object.assign(named, {
    conflictingWith: (conflictsWith: (...given: Arguments) => Query) =>
      declaredModel({ ...model, conflictsWith }),
  });
};

const modelNamed = <State, Event extends EventData<string, object>, Arguments extends ModelArguments>(
  model: ModelDeclaration<State, Event, Arguments>,
  given: Arguments,
): DecisionModel<State, Event> => {
  const { name, initial, snapshot } = model;
  const query = model.query(...given);
  const named: DecisionModel<State, Event> = {
    name,
    key: keyOf(name, given, query),
    query,
    initial,
    evolve: (state, event) => model.evolve(state, event, ...given),
    ...(model.conflictsWith && { conflictsWith: model.conflictsWith(...given) }),
    ...(snapshot && { snapshot }),
  };
  declared.add(named);
  return named;
};

const keyOf = (name: string, given: ModelArguments, query: Query): string => {
  if (!given.every(isArgument)) {
    throw invalidModel(name, 'was named with something that is no string, boolean or finite number');
  }
  return `${name} ${JSON.stringify([given, query])}`;
};

const isArgument = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/**
 * Checks that a model comes from its declaration.
 * @throws EventStoreError `invalid-model`
 */
export const assertDeclared = (model: { readonly name: string }): void => {
  if (!declared.has(model)) throw invalidModel(model.name, 'was not made by its declaration');
};

const invalidModel = (model: string, fault: string) =>
  new EventStoreError(
    'invalid-model',
    `Decision model ${model} ${fault}. Declare it with decisionModel, and name it as balance('42').`,
    { model },
  );

/**
 * The same state for a decision that everything makes void on which the state depends.
 * @throws EventStoreError `invalid-model`
 */
export const voidedByEverything = <State>(model: DecisionModel<State>): DecisionModel<State> => {
  assertDeclared(model);
  const voided = { ...model, conflictsWith: model.query };
  declared.add(voided);
  return voided;
};
