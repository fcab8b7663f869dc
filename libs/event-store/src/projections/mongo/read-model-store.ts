import { BSON, type AnyBulkWriteOperation, type ClientSession, type Collection, type Db } from 'mongodb';
import type { RecordedEvent } from '../../log/event';
import { ensureCollections } from '../../subscriptions/mongo/transactions';
import { foldBatch, keysOf, type Change } from '../fold-batch';
import { BatchTooLarge } from '../batch-too-large';
import type { Generation } from '../generation';
import { collectionName } from '../names';
import type { Projection } from '../projection';

type Stored = Readonly<Record<string, unknown>> & { readonly _id: string; readonly lastPosition: number };

/** Bytes that one transaction writes at most, well under the 16 MiB that MongoDB's oldest rule allows it. */
const MAX_BYTES = 8 * 1024 * 1024;

/** The collections of the read models of one generation. */
export class ReadModelStore {
  constructor(
    private readonly db: Db,
    private readonly projection: Projection,
    private readonly generation: Generation,
  ) {}

  /** Makes collections and indexes: within a transaction they would be made too late, or not at all. */
  async prepare(): Promise<void> {
    const models = Object.entries(this.projection.models);
    await ensureCollections(
      this.db,
      models.map(([name]) => this.#name(name)),
    );
    for (const [name, { indexes = [] }] of models) {
      if (indexes.length > 0) await this.#collection(name).createIndexes([...indexes]);
    }
  }

  /**
   * Writes what events change, one write for each document, within a transaction.
   * @throws BatchTooLarge when that would be too much for one
   */
  async apply(events: readonly RecordedEvent[], session: ClientSession): Promise<void> {
    let bytes = 0;
    for (const [name, model] of Object.entries(this.projection.models)) {
      const keys = keysOf(model, events);
      if (keys.length === 0) continue;
      const collection = this.#collection(name);
      const found = await collection
        .find({ _id: { $in: [...keys] } }, { session, batchSize: keys.length + 1 })
        .toArray();
      const stored = new Map(found.map(({ _id, lastPosition: _, ...state }) => [_id, state]));
      const writes = writesOf(foldBatch<object>(model, stored, events), stored);
      bytes += writes.reduce((sum, operation) => sum + BSON.calculateObjectSize(operation), 0);
      if (bytes > MAX_BYTES) throw new BatchTooLarge(bytes, MAX_BYTES);
      if (writes.length > 0)
        await collection.bulkWrite(writes, { session, ordered: true, ignoreUndefined: true });
    }
  }

  #collection(name: string): Collection<Stored> {
    return this.db.collection<Stored>(this.#name(name));
  }

  #name(model: string): string {
    return collectionName(this.projection.name, model, this.generation);
  }
}

/**
 * One write for each document that changed. What was not there is inserted: an upsert costs twice as much, and the
 * snapshot cannot be wrong, since only who moves the checkpoint writes here. Like with like, for each kind is a request
 * of its own; what goes away first, so that a unique value is free when another document takes it.
 */
const writesOf = (
  changes: ReadonlyMap<string, Change<object>>,
  stored: ReadonlyMap<string, object>,
): AnyBulkWriteOperation<Stored>[] => {
  const removed: AnyBulkWriteOperation<Stored>[] = [];
  const replaced: AnyBulkWriteOperation<Stored>[] = [];
  const added: AnyBulkWriteOperation<Stored>[] = [];
  for (const [_id, { state, lastPosition }] of changes) {
    const isStored = stored.has(_id);
    if (state === undefined) {
      if (isStored) removed.push({ deleteOne: { filter: { _id } } });
    } else if (isStored) {
      replaced.push({ replaceOne: { filter: { _id }, replacement: { ...state, lastPosition } } });
    } else added.push({ insertOne: { document: { ...state, _id, lastPosition } } });
  }
  return [...removed, ...replaced, ...added];
};
