import { expectTypeOf } from 'expect-type';
import {
  EventStoreError,
  isEventStoreError,
  START,
  toPosition,
  type AppendRequest,
  type Commit,
  type EventData,
  type EventStore,
  type EventStoreErrorCode,
  type JsonObject,
  type Position,
  type Query,
  type ReadOptions,
  type RecordedEvent,
} from '../src/index';

type Opened = EventData<'Opened', { readonly owner: string }>;
type Moved = EventData<'Moved', { readonly amount: number }>;
type Bank = Opened | Moved;

// A position is a number to everybody, and no number is a position until it has been checked.
expectTypeOf<Position>().toExtend<number>();
expectTypeOf<number>().not.toExtend<Position>();
expectTypeOf(toPosition(3)).toEqualTypeOf<Position>();
expectTypeOf(START).toEqualTypeOf<Position>();
expectTypeOf<ReadOptions['after']>().toEqualTypeOf<Position | undefined>();
// @ts-expect-error a bare number may be no position of this log
({ after: 3 }) satisfies ReadOptions;

// What is recorded is told apart by its type, and has the data of that type.
declare const event: RecordedEvent<Bank>;
expectTypeOf(event.position).toEqualTypeOf<Position>();
expectTypeOf(event.recordedAt).toEqualTypeOf<Date>();
if (event.type === 'Opened') expectTypeOf(event.data).toEqualTypeOf<{ readonly owner: string }>();
else expectTypeOf(event.data.amount).toEqualTypeOf<number>();
expectTypeOf<RecordedEvent['data']>().toEqualTypeOf<JsonObject>();
expectTypeOf<Commit<Bank>['events']>().toEqualTypeOf<readonly RecordedEvent<Bank>[]>();
// @ts-expect-error events are never changed
event.data = { amount: 1 };

// Domain events are taken as they are declared, whether their data has an index signature or not.
expectTypeOf<readonly Bank[]>().toExtend<AppendRequest['events']>();
expectTypeOf<{ readonly type: string }>().not.toExtend<AppendRequest['events'][number]>();
expectTypeOf<Query['items'][number]['tags']>().toEqualTypeOf<readonly string[] | undefined>();

// Errors are told apart by a code of a closed set.
expectTypeOf(isEventStoreError).guards.toEqualTypeOf<EventStoreError>();
expectTypeOf<EventStoreError['code']>().toEqualTypeOf<EventStoreErrorCode>();
declare const thrown: unknown;
if (isEventStoreError(thrown, 'append-condition-failed')) {
  expectTypeOf(thrown.facts).toEqualTypeOf<{ readonly after: Position; readonly foundAt: number | null }>();
}
// @ts-expect-error a conflict knows after which position it was found
new EventStoreError('append-condition-failed', 'Append refused.', { foundAt: 1 });
// @ts-expect-error not a code
isEventStoreError(undefined, 'append-failed');

declare const store: EventStore;
expectTypeOf(store.read()).toEqualTypeOf<AsyncGenerator<RecordedEvent>>();
expectTypeOf(store.head()).resolves.toEqualTypeOf<Position>();
