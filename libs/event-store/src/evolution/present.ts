import type { DecisionModel, DecisionModels } from '../decisions/decision-model';
import { isEventStoreError } from '../log/errors';
import type { Commit, RecordedEvent } from '../log/event';
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
export const presentAll = (
  types: EventTypes,
  events: readonly RecordedEvent[],
  unknown: OnUnknown = 'fail',
): readonly RecordedEvent[] =>
  types === ANY_TYPES
    ? events
    : events.flatMap((event) => {
        try {
          return [types.present(event)];
        } catch (error) {
          if (unknown === 'skip' && isEventStoreError(error, 'unknown-event-type')) return [];
          throw error;
        }
      });

/** Events, read some at a time, one by one in today's shape. @throws EventStoreError see `EventTypes.present` */
export async function* presentEvents(
  types: EventTypes,
  pages: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<RecordedEvent> {
  for await (const events of pages) {
    for (const event of events) yield types.present(event);
  }
}

/** A commit whose events are in today's shape. @throws EventStoreError see `EventTypes.present` */
export const presentCommit = (types: EventTypes, commit: Commit): Commit =>
  types === ANY_TYPES ? commit : { ...commit, events: commit.events.map((event) => types.present(event)) };

/** A model that folds stored events, of whatever version. */
export const foldingStored = <State>(types: EventTypes, model: DecisionModel<State>): DecisionModel<State> =>
  types === ANY_TYPES
    ? model
    : { ...model, evolve: (state, event) => model.evolve(state, types.present(event)) };

/** Models that fold stored events, of whatever version. */
export function allFoldingStored<Models extends DecisionModels>(types: EventTypes, models: Models): Models;
export function allFoldingStored(types: EventTypes, models: DecisionModels): DecisionModels {
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, foldingStored(types, model)]),
  );
}
