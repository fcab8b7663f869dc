import { expectTypeOf } from 'expect-type';
import {
  type Commit,
  type Decided,
  type Decider,
  type DecideOptions,
  type DecisionModel,
  decisionModel,
  type EventData,
  type EventStore,
  type Position,
  type RecordedEvent,
  type StateAt,
  type StatesOf,
} from '../src/index';

type Moved = EventData<'In' | 'Out', { readonly amount: number }>;
interface Account {
  readonly balance: bigint;
}

declare const account: (id: string) => DecisionModel<Account, Moved>;
declare const count: DecisionModel<number>;
declare const moved: (amount: number) => Moved;
declare const store: EventStore;

// A model folds the events that it names.
expectTypeOf<Parameters<DecisionModel<Account, Moved>['evolve']>>().toEqualTypeOf<
  [state: Account, event: RecordedEvent<Moved>]
>();
const sumOf = decisionModel({
  name: 'sum',
  query: (account: string, year: number) => ({ items: [{ tags: [account, String(year)] }] }),
  initial: 0,
  evolve: (sum, { data }: RecordedEvent<Moved>, account) => (account === 'a' ? sum + data.amount : sum),
});
// The type of its state is taken from the fold, that of its arguments from the query.
expectTypeOf(sumOf('a', 2025)).toEqualTypeOf<DecisionModel<number, Moved>>();
// @ts-expect-error a model is named with its arguments
sumOf('a');
decisionModel({
  name: 'total',
  query: () => ({ items: [] }),
  initial: 0,
  // @ts-expect-error a fold gives back a state
  evolve: (_: number, { data }: RecordedEvent<Moved>) => String(data.amount),
});

// The states of composed models have the models' names.
type Models = { readonly from: DecisionModel<Account, Moved>; readonly count: typeof count };
expectTypeOf<StatesOf<Models>>().toEqualTypeOf<{ readonly from: Account; readonly count: number }>();
expectTypeOf<Decider<Models>>().parameters.toEqualTypeOf<[states: StatesOf<Models>]>();

const decided = store.decide({ from: account('a'), count }, (states) => {
  expectTypeOf(states.from).toEqualTypeOf<Account>();
  expectTypeOf(states.count).toEqualTypeOf<number>();
  // @ts-expect-error no model of this name
  expectTypeOf(states.to);
  return [moved(states.count)];
});
// @ts-expect-error what is decided is events
void store.decide({ count }, () => [{ type: 'In' }]);
// @ts-expect-error a decider is a pure function: it waits for nothing
void store.decide({ count }, async () => [moved(1)]);

// What came of a decision is told apart by its kind.
expectTypeOf(decided).resolves.toExtend<
  Decided<{ from: DecisionModel<Account, Moved>; count: typeof count }>
>();
declare const outcome: Decided<Models>;
if (outcome.kind === 'written') {
  expectTypeOf(outcome.commit).toEqualTypeOf<Commit>();
  expectTypeOf(outcome.duplicate).toEqualTypeOf<boolean>();
  expectTypeOf(outcome.statesAtCommit).returns.resolves.toEqualTypeOf<StatesOf<Models>>();
  // @ts-expect-error states as of the commit are to be asked for
  expectTypeOf(outcome.states);
} else {
  expectTypeOf(outcome.position).toEqualTypeOf<Position>();
  expectTypeOf(outcome.states).toEqualTypeOf<StatesOf<Models>>();
  // @ts-expect-error nothing was written
  expectTypeOf(outcome.commit);
}
expectTypeOf<DecideOptions['guard']>().toEqualTypeOf<'conflicts' | 'everything' | undefined>();

expectTypeOf(store.stateOf(count)).resolves.toEqualTypeOf<StateAt<number>>();
expectTypeOf<Parameters<EventStore['stateAt']>[1]>().toEqualTypeOf<Position>();

interface OpenData {
  readonly amount: number;
}
declare const ofInterface: DecisionModel<number, EventData<'In', OpenData>>;
// @ts-expect-error data is declared as a type alias: an interface is open, so it is not JSON to the compiler
void store.stateOf(ofInterface);
