import type { Position, RecordedEvent } from '../contract';
import { unchanging } from '../values';
import { evolved, keysFor } from './checked';
import type { ReadModel } from './projection';

/** What becomes of a document. */
export interface Change {
  /** Nothing: the document is removed. */
  readonly state: object | undefined;
  readonly lastPosition: Position;
}

/** The keys that events are about, each once. */
export const keysOf = (
  name: string,
  model: Pick<ReadModel<object>, 'keys'>,
  events: readonly RecordedEvent[],
): readonly string[] => [...new Set(events.flatMap((event) => [...keysFor(name, model, event)]))];

/**
 * Folds events, in order, into the documents that they are about.
 * @param name of the model, with its projection's
 * @param stored the stored states of these keys
 * @returns one change for each key that changed
 */
export const foldBatch = (
  name: string,
  model: ReadModel<object>,
  stored: ReadonlyMap<string, object>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, Change> => {
  const changes = new Map<string, Change>();
  for (const event of events) {
    for (const key of keysFor(name, model, event)) {
      const change = changes.get(key);
      const state = change ? change.state : unchanging(stored.get(key));
      const next = evolved(name, model, state, event, key);
      if (next !== state) changes.set(key, { state: next, lastPosition: event.position });
    }
  }
  return changes;
};
