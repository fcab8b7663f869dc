import type { RecordedEvent } from '../../contract';
import {
  type Change,
  DocumentForm,
  eventsByKey,
  foldKey,
  type Projection,
  type ReadModel,
} from '../../projections';
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
  readonly #models: readonly MemoryReadModel[];

  /** @throws EventStoreError `invalid-options` */
  constructor({ name: projection, models }: Projection) {
    this.#models = Object.entries(models).map(
      ([name, model]) => new MemoryReadModel(projection, name, model),
    );
  }

  /**
   * Stores what a batch of events changes. Each fold is run twice on the same stored states, as it is when a
   * transaction has to be repeated; the second result is the one that counts.
   * @throws ExpectationError when the two differ; EventStoreError `invalid-state`, `invalid-key`, `fold-failed`
   */
  apply(events: readonly RecordedEvent[]): void {
    for (const model of this.#models) {
      const first = model.fold(events);
      const again = model.fold(events);
      assertSame(
        again,
        first,
        `Model ${model.name} is folded otherwise the second time. A fold keeps nothing of its own.`,
      );
      model.store(again);
    }
  }

  /** Everything that is stored. */
  contents(): StoredModels {
    return Object.fromEntries(this.#models.map((model) => [model.name, model.contents()]));
  }
}

class MemoryReadModel {
  readonly #form: DocumentForm;
  readonly #documents = new Map<string, Uint8Array>();

  constructor(
    private readonly projection: string,
    readonly name: string,
    private readonly model: ReadModel<object>,
  ) {
    this.#form = new DocumentForm(model.codecs);
  }

  fold(events: readonly RecordedEvent[]): ReadonlyMap<string, Change> {
    const name = `${this.projection}.${this.name}`;
    const changes = new Map<string, Change>();
    for (const [key, ofKey] of eventsByKey(name, this.model, events)) {
      const bytes = this.#documents.get(key);
      const stored = bytes && stateIn(this.#form.deserialize(bytes));
      const { change, failure } = foldKey(name, this.model, key, stored, ofKey);
      if (failure) throw failure.error;
      if (change) changes.set(key, change);
    }
    return changes;
  }

  store(changes: ReadonlyMap<string, Change>): void {
    for (const [key, { state, lastPosition }] of changes) {
      if (state === undefined) this.#documents.delete(key);
      else {
        const stored = { ...this.#form.toStored(state), lastPosition };
        this.#documents.set(key, this.#form.serialize(stored));
      }
    }
  }

  contents(): Readonly<Record<string, StoredDocument>> {
    const documents = [...this.#documents].map(
      ([key, bytes]) => [key, this.#form.deserialize(bytes)] as const,
    );
    return Object.fromEntries(documents);
  }
}

/** What a model's fold is given of a document. */
export const stateIn = (document: StoredDocument): StoredDocument =>
  Object.fromEntries(Object.entries(document).filter(([member]) => member !== 'lastPosition'));
