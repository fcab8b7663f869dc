import { deepStrictEqual, ok, rejects } from 'node:assert/strict';
import type { EventStore } from '../../event-store';
import {
  type EventData,
  type EventStoreErrorCode,
  isEventStoreError,
  type Query,
  type RecordedEvent,
} from '../../contract';
import type { ReadOptions } from '../../log';

export { deepStrictEqual as same, ok };

/** An event of a type on some tags. */
export const event = (type: string, tags: readonly string[], data: EventData['data'] = {}): EventData => ({
  type,
  version: 1,
  tags,
  data,
});

/** Asserts that something fails with an error of the event store. */
export const failsWith = (code: EventStoreErrorCode, work: Promise<unknown>): Promise<void> =>
  rejects(work, (error) => isEventStoreError(error, code));

/** Everything that a read gives. */
export const readAll = async (
  store: EventStore,
  query?: Query,
  options?: ReadOptions,
): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const recorded of store.read(query, options)) events.push(recorded);
  return events;
};

/** The types of everything that a read gives, in its order. */
export const typesOf = async (store: EventStore, query?: Query, options?: ReadOptions): Promise<string[]> =>
  (await readAll(store, query, options)).map(({ type }) => type);

/** Asserts that a log holds the positions 1..N without a gap, and gives the types in their order. */
export const wholeLog = async (store: EventStore): Promise<string[]> => {
  const events = await readAll(store);
  deepStrictEqual(
    events.map(({ position }) => Number(position)),
    events.map((_, index) => index + 1),
  );
  return events.map(({ type }) => type);
};
