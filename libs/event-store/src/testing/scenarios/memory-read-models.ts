import { BSON } from 'mongodb';
import type { RecordedEvent } from '../../contract';
import { type Change, eventsByKey, foldKey, type Projection, type ReadModel } from '../../projections';
import { assertSame } from './assertions';

/** A stored document: the state as the database gives it back, without `_id`. */
export type StoredDocument = Readonly<Record<string, unknown>>;

/** The documents of a projection's models by name, and of each by key. */
export type StoredModels = Readonly<Record<string, Readonly<Record<string, StoredDocument>>>>;

/**
 * The read models of a projection in memory. Documents are kept as the bytes that MongoDB would keep, so that a later
 * batch is given what comes back from a database, not what was handed over.
 */
export class MemoryReadModels {
  readonly #stored = new Map<string, Map<string, Uint8Array>>();

  constructor(private readonly projection: Projection) {}

  /**
   * Stores what a batch of events changes. Each fold is run twice on the same stored states, as it is when a
   * transaction has to be repeated; the second result is the one that counts.
   * @throws ExpectationError when the two differ; EventStoreError `invalid-state`, `invalid-key`, `fold-failed`
   */
  apply(events: readonly RecordedEvent[]): void {
    for (const [name, model] of Object.entries(this.projection.models)) {
      const documents = this.#documents(name);
      const first = foldOnce(`${this.projection.name}.${name}`, model, documents, events);
      const again = foldOnce(`${this.projection.name}.${name}`, model, documents, events);
      assertSame(
        again,
        first,
        `Model ${name} is folded otherwise the second time. A fold keeps nothing of its own.`,
      );
      for (const [key, change] of again) store(documents, key, change);
    }
  }

  /** Everything that is stored. */
  contents(): StoredModels {
    return Object.fromEntries(
      Object.keys(this.projection.models).map((name) => [
        name,
        Object.fromEntries([...this.#documents(name)].map(([key, bytes]) => [key, read(bytes)])),
      ]),
    );
  }

  #documents(name: string): Map<string, Uint8Array> {
    const documents = this.#stored.get(name) ?? new Map<string, Uint8Array>();
    this.#stored.set(name, documents);
    return documents;
  }
}

/** What a model's fold is given of a document. */
export const stateIn = (document: StoredDocument): StoredDocument =>
  Object.fromEntries(Object.entries(document).filter(([member]) => member !== 'lastPosition'));

const foldOnce = (
  name: string,
  model: ReadModel<object>,
  documents: ReadonlyMap<string, Uint8Array>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, Change> => {
  const changes = new Map<string, Change>();
  for (const [key, ofKey] of eventsByKey(name, model, events)) {
    const bytes = documents.get(key);
    const { change, failure } = foldKey(name, model, key, bytes && stateIn(read(bytes)), ofKey);
    if (failure) throw failure.error;
    if (change) changes.set(key, change);
  }
  return changes;
};

const store = (documents: Map<string, Uint8Array>, key: string, { state, lastPosition }: Change): void => {
  if (state === undefined) {
    documents.delete(key);
    return;
  }
  documents.set(key, BSON.serialize({ ...state, lastPosition }, { ignoreUndefined: true }));
};

const read = (bytes: Uint8Array): StoredDocument => BSON.deserialize(bytes);
