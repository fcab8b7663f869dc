import type { Collection, Db } from 'mongodb';
import { ensureCollections, ensureIndexes } from '../../driver';
import type { Heartbeat, WriterRegistry } from '../writing';

type StoredHeartbeat = Omit<Heartbeat, 'id'> & { readonly _id: string };

/** Seconds after which the database forgets a writer that did not leave. */
const FORGET_AFTER_S = 3_600;

/** Neither durable nor confirmed by a majority: the next heartbeat makes up for one that is lost. */
const FLEETING = { writeConcern: { w: 1 } } as const;

/** The last heartbeat of each writer, a document each. */
export class MongoWriterRegistry implements WriterRegistry {
  readonly #writers: Collection<StoredHeartbeat>;

  constructor(private readonly db: Db) {
    this.#writers = db.collection<StoredHeartbeat>('writers');
  }

  /** Makes the collection, so that a writer that only reads finds one. */
  async prepare(): Promise<void> {
    await ensureCollections(this.db, ['writers']);
    await ensureIndexes(this.db, 'writers', [{ key: { seenAt: 1 }, expireAfterSeconds: FORGET_AFTER_S }]);
  }

  async heartbeats(since: Date, own: Heartbeat | undefined): Promise<readonly Heartbeat[]> {
    if (own) {
      const { id, ...rest } = own;
      await this.#writers.updateOne({ _id: id }, { $set: rest }, { upsert: true, ...FLEETING });
    }
    const stored = await this.#writers.find({}, { readPreference: 'primary' }).toArray();
    // A figure that is none, from whatever release, would make a slot without an end.
    const valid = stored.filter(({ seenAt, insertMs }) => seenAt > since && Number.isFinite(insertMs));
    return valid.map(({ _id: id, ...rest }) => ({ id, ...rest }));
  }

  async leave(id: string): Promise<void> {
    await this.#writers.deleteOne({ _id: id }, FLEETING);
  }
}
