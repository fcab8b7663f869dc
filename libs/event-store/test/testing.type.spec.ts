import { expectTypeOf } from 'expect-type';
import {
  defineProjection,
  readModel,
  type DecisionModel,
  type EventData,
  type EventStore,
} from '../src/index';
import {
  decider,
  memoryStore,
  projection,
  recorded,
  type Decision,
  type ExpectedDocuments,
} from '../src/testing';

type Counted = EventData<'Counted', { readonly by: number }>;
declare const counted: Counted;
declare const total: DecisionModel<number, Counted>;

const decision = decider({ total })
  .given([counted, [counted, counted]])
  .when((states) => {
    expectTypeOf(states).toEqualTypeOf<{ readonly total: number }>();
    return [counted];
  });
expectTypeOf(decision).toEqualTypeOf<Decision<{ readonly total: typeof total }>>();
// @ts-expect-error a decision that is given back to a test is no promise of one
export const awaited = async () => decision;

expectTypeOf(recorded([counted])[0]?.data).toEqualTypeOf<{ readonly by: number } | undefined>();
expectTypeOf(memoryStore()).resolves.toEqualTypeOf<EventStore>();

const totals = defineProjection({
  name: 'totals',
  version: 1,
  query: { items: [] },
  models: {
    totals: readModel<{ readonly total: number }, Counted>({ keys: () => [], evolve: (state) => state }),
  },
});
expectTypeOf<{ totals: { a: { total: number; lastPosition: number } } }>().toExtend<
  ExpectedDocuments<(typeof totals)['models']>
>();
const given = projection(totals).given([]);
// @ts-expect-error not what the model stores
given.thenDocuments({ totals: { a: { total: 'many' } } });
// @ts-expect-error no model of this name
given.thenDocuments({ sums: {} });
