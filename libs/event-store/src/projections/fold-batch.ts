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

/** What came of the events of one key. */
export interface FoldedKey {
  /** Nothing when the document stays as it is. */
  readonly change: Change | undefined;
  /** What ended the fold: the change holds what came before it, and nothing of what came after. */
  readonly failure: { readonly event: RecordedEvent; readonly error: unknown } | undefined;
}

/**
 * The events that each key is about, in order: documents of different keys have nothing to do with each other.
 * @param name of the model, with its projection's
 * @throws EventStoreError `invalid-key`; `fold-failed` when the model's own code throws
 */
export const eventsByKey = (
  name: string,
  model: Pick<ReadModel<object>, 'keys'>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, readonly RecordedEvent[]> => {
  const byKey = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    for (const key of keysFor(name, model, event)) {
      const known = byKey.get(key);
      if (known) known.push(event);
      else byKey.set(key, [event]);
    }
  }
  return byKey;
};

/**
 * Folds the events of one key into its document.
 * @param name of the model, with its projection's
 * @param stored nothing when there is no document
 */
export const foldKey = (
  name: string,
  model: ReadModel<object>,
  key: string,
  stored: object | undefined,
  events: readonly RecordedEvent[],
): FoldedKey => {
  let state = unchanging(stored);
  let change: Change | undefined;
  for (const event of events) {
    try {
      const next = evolved(name, model, state, event, key);
      if (next === state) continue;
      state = next;
      change = { state, lastPosition: event.position };
    } catch (error) {
      return { change, failure: { event, error } };
    }
  }
  return { change, failure: undefined };
};
