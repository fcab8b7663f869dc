import type { AnyBulkWriteOperation, ClientSession, Collection, Db } from 'mongodb';
import type { RecordedEvent } from '../../log/event';
import { ensureCollections } from '../../subscriptions/mongo/transactions';
import { foldBatch, keysOf, type Change } from '../fold-batch';
import { collectionName, type Projection } from '../projection';

type Stored = Readonly<Record<string, unknown>> & { readonly _id: string; readonly lastPosition: number };

/** The collections of a projection's read models. */
export class ReadModelStore {
  constructor(
    private readonly db: Db,
    private readonly projection: Projection,
  ) {}

  /** Makes collections and indexes: within a transaction they would be made too late, or not at all. */
  async prepare(): Promise<void> {
    const models = Object.entries(this.projection.models);
    await ensureCollections(
      this.db,
      models.map(([name]) => collectionName(this.projection, name)),
    );
    for (const [name, { indexes = [] }] of models) {
      if (indexes.length > 0) await this.#collection(name).createIndexes([...indexes]);
    }
  }

  /** Writes what events change, one write for each document, within a transaction. */
  async apply(events: readonly RecordedEvent[], session: ClientSession): Promise<void> {
    for (const [name, model] of Object.entries(this.projection.models)) {
      const keys = keysOf(model, events);
      if (keys.length === 0) continue;
      const collection = this.#collection(name);
      const found = await collection.find({ _id: { $in: [...keys] } }, { session }).toArray();
      const stored = new Map(found.map(({ _id, lastPosition: _, ...state }) => [_id, state]));
      const writes = [...foldBatch<object>(model, stored, events)].map(([key, change]) => write(key, change));
      if (writes.length > 0)
        await collection.bulkWrite(writes, { session, ordered: true, ignoreUndefined: true });
    }
  }

  #collection(name: string): Collection<Stored> {
    return this.db.collection<Stored>(collectionName(this.projection, name));
  }
}

const write = (key: string, { state, lastPosition }: Change<object>): AnyBulkWriteOperation<Stored> =>
  state === undefined
    ? { deleteOne: { filter: { _id: key } } }
    : { replaceOne: { filter: { _id: key }, replacement: { ...state, lastPosition }, upsert: true } };
