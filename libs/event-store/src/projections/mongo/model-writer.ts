import type { Collection } from 'mongodb';
import { DECISIVE, type SessionPool, withOperationTimeout } from '../../driver';
import { EventStoreError, type Position, type RecordedEvent, START } from '../../contract';
import { type Change, eventsByKey, foldKey } from '../fold-batch';
import type { ReadModel } from '../projection';
import type { SetAside } from '../set-aside';
import type { DocumentForm } from './document-form';
import { KeptDocuments } from './kept-documents';
import { ModelChanges, type StoredDocument } from './model-changes';
import type { PreparedBatch } from './prepared-batch';

/** What is stored under a key. */
interface Stored {
  readonly key: string;
  /** Nothing when there is no document. */
  readonly state: object | undefined;
}

/**
 * Writes the documents of one model. Nobody else does, so documents that change often are read once. To be given up
 * when a write has failed.
 */
export class ModelWriter {
  readonly #kept: KeptDocuments;

  constructor(
    private readonly projection: string,
    private readonly modelName: string,
    private readonly model: ReadModel<object>,
    private readonly collection: Collection<StoredDocument>,
    private readonly sessions: SessionPool,
    private readonly form: DocumentForm,
    private readonly setAside: SetAside,
  ) {
    this.#kept = new KeptDocuments(form);
  }

  /** Of the model, with its projection's. */
  get name(): string {
    return `${this.projection}.${this.modelName}`;
  }

  /**
   * Finds out what events change, outside of any transaction. Documents are folded one after another as they are read,
   * so that only what changes is held in memory.
   * @throws EventStoreError `read-model-ahead`; BatchTooLarge
   */
  async prepare(events: readonly RecordedEvent[]): Promise<ModelChanges> {
    const byKey = eventsByKey(this.name, this.model, events);
    const changes = new ModelChanges(this.form);
    const keys = [...byKey.keys()].filter((key) => !this.setAside.has({ model: this.modelName, key }));
    for await (const { key, state } of this.#stored(keys, events[0]?.position ?? START)) {
      const { change, failure } = foldKey(this.name, this.model, key, state, byKey.get(key) ?? []);
      if (failure) changes.setAside.push(this.setAside.failed({ model: this.modelName, key }, failure));
      if (change) changes.add(key, state !== undefined, change);
    }
    return changes;
  }

  /** Takes in that changes have been stored. */
  stored({ states }: ModelChanges): void {
    for (const [key, state] of states) this.#kept.keep(key, state);
  }

  /** Puts in the place of a document what it was folded to from the start of the log. */
  settled(_id: string, change: Change | undefined): PreparedBatch {
    const stored = change?.state && this.form.toStored(change.state);
    return {
      write: async (session) => {
        if (change && stored) {
          const replacement = { ...stored, lastPosition: change.lastPosition };
          await this.collection.replaceOne({ _id }, replacement, { session, upsert: true });
        } else await this.collection.deleteOne({ _id }, { session });
      },
      stored: () => this.#kept.keep(_id, stored && this.form.serialize(stored)),
    };
  }

  async *#stored(keys: readonly string[], next: Position): AsyncGenerator<Stored> {
    const unknown = new Set<string>();
    for (const key of keys) {
      const kept = this.#kept.find(key);
      if (kept) yield { key, state: kept.state };
      else unknown.add(key);
    }
    if (unknown.size === 0) return;
    for await (const document of this.#read([...unknown])) {
      if (document.lastPosition >= next) throw readModelAhead(this.collection.collectionName, document, next);
      unknown.delete(document._id);
      yield { key: document._id, state: this.form.fromStored(stateOf(document)) };
    }
    for (const key of unknown) yield { key, state: undefined };
  }

  /** One after another, as the driver parses them: an answer has up to 16 MiB. */
  async *#read(keys: readonly string[]): AsyncGenerator<StoredDocument> {
    const session = this.sessions.take();
    const options = { ...DECISIVE, session, batchSize: keys.length + 1 };
    const cursor = this.collection.find({ _id: { $in: [...keys] } }, options);
    let failed = false;
    try {
      for (;;) {
        const next = await withOperationTimeout(cursor.next());
        if (next === null) return;
        yield next;
        while (cursor.bufferedCount() > 0) yield* cursor.readBufferedDocuments(1);
      }
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      await cursor.close().catch(() => undefined);
      if (failed) this.sessions.end(session);
      else this.sessions.giveBack(session);
    }
  }
}

/** Folding on would count events twice. */
const readModelAhead = (collection: string, { _id, lastPosition }: StoredDocument, next: Position) =>
  new EventStoreError(
    'read-model-ahead',
    `Document ${_id} of read model ${collection} was written at position ${lastPosition}, but the checkpoint of its ` +
      `projection lies before ${next}. Somebody else wrote it, or the database kept it without its transaction. ` +
      'Nothing was written; rebuild the projection.',
    { collection, key: _id, lastPosition, next },
  );

/** Without what a document has beside its state. */
const stateOf = ({ _id: _, lastPosition: _at, ...state }: Readonly<Record<string, unknown>>): object => state;
