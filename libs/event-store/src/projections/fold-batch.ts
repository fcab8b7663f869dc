import type { Position, RecordedEvent } from '../contract';
import type { ReadModel } from './projection';

/** What becomes of a document. */
export interface Change<State> {
  /** Nothing: the document is removed. */
  readonly state: State | undefined;
  readonly lastPosition: Position;
}

/** The keys that events are about, each once. */
export const keysOf = (
  model: Pick<ReadModel<object>, 'keys'>,
  events: readonly RecordedEvent[],
): readonly string[] => [...new Set(events.flatMap((event) => model.keys(event)))];

/**
 * Folds events, in order, into the documents that they are about.
 * @param stored the stored states of these keys
 * @returns one change for each key that changed
 */
export const foldBatch = <State extends object>(
  model: ReadModel<State>,
  stored: ReadonlyMap<string, State>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, Change<State>> => {
  const changes = new Map<string, Change<State>>();
  for (const event of events) {
    for (const key of new Set(model.keys(event))) {
      const change = changes.get(key);
      const state = change ? change.state : stored.get(key);
      const next = model.evolve(state, event, key);
      if (next !== state) changes.set(key, { state: next, lastPosition: event.position });
    }
  }
  return changes;
};
