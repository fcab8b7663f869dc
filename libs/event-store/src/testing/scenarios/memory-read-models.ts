import { BSON } from 'mongodb';
import type { RecordedEvent } from '../../contract';
import { type Change, foldBatch, keysOf, type Projection, type ReadModel } from '../../projections';
import { assertSame, failed } from './assertions';
import { frozen } from './frozen';

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
   * @throws ExpectationError when the two differ, or a state is nothing that a document can hold
   */
  apply(events: readonly RecordedEvent[]): void {
    for (const [name, model] of Object.entries(this.projection.models)) {
      const documents = this.#documents(name);
      const first = foldOnce(model, documents, events);
      const again = foldOnce(model, documents, events);
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
  model: ReadModel<object>,
  documents: ReadonlyMap<string, Uint8Array>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, Change<object>> => {
  const unchanging: ReadModel<object> = {
    keys: (event) => model.keys(event),
    evolve: (state, event, key) => frozen(model.evolve(state, event, key)),
  };
  const stored = new Map<string, object>();
  for (const key of keysOf(unchanging, events)) {
    const bytes = documents.get(key);
    if (!bytes) continue;
    stored.set(key, frozen(stateIn(read(bytes))));
  }
  return foldBatch(unchanging, stored, events);
};

const store = (
  documents: Map<string, Uint8Array>,
  key: string,
  { state, lastPosition }: Change<object>,
): void => {
  if (state === undefined) {
    documents.delete(key);
    return;
  }
  for (const reserved of ['_id', 'lastPosition'].filter((member) => member in state)) {
    throw failed(`The state under key ${key} has a member ${reserved}, which the library writes itself.`);
  }
  documents.set(key, BSON.serialize({ ...state, lastPosition }, { ignoreUndefined: true }));
};

const read = (bytes: Uint8Array): StoredDocument => BSON.deserialize(bytes);
