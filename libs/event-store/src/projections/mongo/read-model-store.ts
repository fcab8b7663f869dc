import type { ClientSession, Db } from 'mongodb';
import type { RecordedEvent } from '../../contract';
import { type CausalSessions, ensureCollections, ensureIndexes, SessionPool } from '../../driver';
import { BatchTooLarge } from '../batch-too-large';
import type { Generation } from '../generation';
import { collectionName } from '../names';
import type { Projection, ReadModel } from '../projection';
import { DocumentForm } from './document-form';
import { MAX_BYTES, type StoredDocument } from './model-changes';
import { ModelWriter } from './model-writer';

/** What a batch changes. */
export interface PreparedBatch {
  /** Writes it within a transaction, the one that moves the checkpoint; may be run more than once. */
  write(session: ClientSession): Promise<void>;
  /** Is told when that has been committed. */
  stored(): void;
}

/**
 * Finds out what events change, outside of the transaction that will write it.
 * @throws BatchTooLarge when that would be too much for one
 */
export type PrepareBatch = (events: readonly RecordedEvent[]) => Promise<PreparedBatch>;

interface Model {
  readonly name: string;
  readonly model: ReadModel<object>;
  readonly form: DocumentForm;
}

/** The collections of the read models of one generation. */
export class ReadModelStore {
  readonly #sessions: SessionPool;
  readonly #models: readonly Model[];

  /** @throws EventStoreError `invalid-options` */
  constructor(
    private readonly db: Db,
    causality: CausalSessions,
    private readonly projection: Projection,
    private readonly generation: Generation,
  ) {
    this.#sessions = new SessionPool(causality);
    this.#models = Object.entries(projection.models).map(([name, model]) => ({
      ...{ name, model, form: new DocumentForm(model.codecs) },
    }));
  }

  /** Makes collections and indexes: within a transaction they would be made too late, or not at all. */
  async prepare(): Promise<void> {
    await ensureCollections(
      this.db,
      this.#models.map(({ name }) => this.#name(name)),
    );
    for (const { name, model } of this.#models) {
      await ensureIndexes(this.db, this.#name(name), model.indexes ?? []);
    }
  }

  /**
   * For one ownership of the checkpoint, which has begun: nobody else writes these documents meanwhile. So what was read
   * outside of the transaction, or written by an earlier one, is still what is stored when the transaction's fence
   * holds. A failure ends that: what is stored is unknown then, and the ownership is over.
   */
  open(): PrepareBatch {
    const models = this.#models.map(({ name, model, form }) => {
      const collection = this.db.collection<StoredDocument>(this.#name(name), form.format);
      const full = `${this.projection.name}.${name}`;
      return { collection, writer: new ModelWriter(full, model, collection, this.#sessions, form) };
    });
    return async (events) => {
      const changed = await Promise.all(
        models.map(async ({ collection, writer }) => ({
          ...{ collection, writer },
          changes: await writer.prepare(events),
        })),
      );
      const bytes = changed.reduce((sum, { changes }) => sum + changes.bytes, 0);
      if (bytes > MAX_BYTES) throw new BatchTooLarge(bytes, MAX_BYTES);
      return {
        write: async (session) => {
          for (const { collection, changes } of changed) {
            const { writes } = changes;
            if (writes.length === 0) continue;
            const done = await collection.bulkWrite([...writes], { session, ordered: true });
            const met = done.matchedCount + done.deletedCount + done.insertedCount;
            if (met !== writes.length) throw changedByOthers(collection.collectionName);
          }
        },
        stored: () => {
          for (const { writer, changes } of changed) writer.stored(changes);
        },
      };
    };
  }

  #name(model: string): string {
    return collectionName(this.projection.name, model, this.generation);
  }
}

/** A document was removed by a TTL index, or by hand: what is known of the other documents cannot be trusted either. */
const changedByOthers = (collection: string): Error =>
  new Error(
    `Somebody else removed documents of read model ${collection}, which only its projection may write. ` +
      'The batch is tried again on what is left. Rebuild the projection.',
  );
