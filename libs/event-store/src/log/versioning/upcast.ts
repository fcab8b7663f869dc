import { type Commit, isEventStoreError, type RecordedEvent } from '../../contract';
import { ANY_TYPES, type EventTypes } from './event-types';

/**
 * What a subscription does about events of a type or version that this code does not know: stop at them until code comes
 * that knows them, or pass them over for good.
 */
export type OnUnknown = 'fail' | 'skip';

/**
 * The events that a subscription asked for, in order, in today's shape.
 * @throws EventStoreError `unknown-event-type` unless such are to be skipped; `upcast-failed`
 */
export const upcastAll = (
  types: EventTypes,
  events: readonly RecordedEvent[],
  unknown: OnUnknown = 'fail',
): readonly RecordedEvent[] =>
  types === ANY_TYPES
    ? events
    : events.flatMap((event) => {
        try {
          return [types.upcast(event)];
        } catch (error) {
          if (unknown === 'skip' && isEventStoreError(error, 'unknown-event-type')) return [];
          throw error;
        }
      });

/** Events, read some at a time, one by one in today's shape. @throws EventStoreError see `EventTypes.upcast` */
export async function* upcastEvents(
  types: EventTypes,
  pages: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<RecordedEvent> {
  for await (const events of pages) {
    for (const event of events) yield types.upcast(event);
  }
}

/** A commit whose events are in today's shape. @throws EventStoreError see `EventTypes.upcast` */
export const upcastCommit = (types: EventTypes, commit: Commit): Commit =>
  types === ANY_TYPES ? commit : { ...commit, events: commit.events.map((event) => types.upcast(event)) };
