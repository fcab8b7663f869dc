import { expectTypeOf } from 'expect-type';
import {
  defineProjection,
  readModel,
  type DocumentOf,
  type EventData,
  type ModelReader,
  type ProjectionRunner,
  type Reading,
  type RecordedEvent,
} from '../src/index';

type Opened = EventData<'Opened', { readonly id: string; readonly owner: string }>;
type Closed = EventData<'Closed', { readonly id: string }>;
interface Row {
  readonly owner: string;
}

export const accounts = defineProjection({
  name: 'accounts',
  version: 1,
  query: { items: [{ types: ['Opened', 'Closed'] }] },
  models: {
    accounts: readModel<Row, Opened | Closed>({
      keys: (event) => {
        expectTypeOf(event).toEqualTypeOf<RecordedEvent<Opened | Closed>>();
        return [event.data.id];
      },
      evolve: (row, event, key) => {
        expectTypeOf(row).toEqualTypeOf<Row | undefined>();
        expectTypeOf(key).toEqualTypeOf<string>();
        return event.type === 'Opened' ? { owner: event.data.owner } : undefined;
      },
    }),
    counts: readModel<{ readonly count: number }, Opened>({
      keys: () => ['all'],
      evolve: (state) => ({ count: (state?.count ?? 0) + 1 }),
    }),
  },
});
type Models = (typeof accounts)['models'];

// @ts-expect-error a fold gives back the state of its model
readModel<Row, Opened>({ keys: () => [], evolve: () => ({ owner: 1 }) });
// @ts-expect-error only events of the model have what it reads
readModel<Row, Closed>({ keys: () => [], evolve: (row, { data }) => (data.owner ? row : undefined) });

// What is stored is the state, with what the library writes beside it.
expectTypeOf<DocumentOf<Models['accounts']>>().toEqualTypeOf<
  Row & { readonly _id: string; readonly lastPosition: number }
>();

// A reading knows the models by their names.
declare const runner: ProjectionRunner<Models>;
void runner.read(async (reading) => {
  expectTypeOf(reading).toEqualTypeOf<Reading<Models>>();
  expectTypeOf(reading.model('accounts')).toEqualTypeOf<ModelReader<DocumentOf<Models['accounts']>>>();
  expectTypeOf(reading.model('counts').findOne({})).resolves.toEqualTypeOf<DocumentOf<
    Models['counts']
  > | null>();
  // @ts-expect-error no model of this name
  reading.model('customers');
  // @ts-expect-error the stored count is a number
  reading.model('counts').find({ count: 'many' });
});
expectTypeOf(runner.read(async () => 'x' as const)).resolves.toEqualTypeOf<'x'>();
