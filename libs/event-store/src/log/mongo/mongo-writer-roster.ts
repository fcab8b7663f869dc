import type { Collection, Db } from 'mongodb';
import type { WriterAtWork, WriterRoster } from '../writing';

type StoredWriter = Omit<WriterAtWork, 'id'> & { readonly _id: string };

/** Seconds after which the database forgets a writer that did not take itself off. */
const FORGET_AFTER_S = 3_600;

/** Neither durable nor confirmed by a majority: it is advice that is given again soon. */
const FLEETING = { writeConcern: { w: 1 } } as const;

/** The writers of a log, a document each. */
export class MongoWriterRoster implements WriterRoster {
  readonly #writers: Collection<StoredWriter>;

  constructor(db: Db) {
    this.#writers = db.collection<StoredWriter>('writers');
  }

  /** Makes the collection, so that those who only look find one. */
  async prepare(): Promise<void> {
    await this.#writers.createIndexes([{ key: { seenAt: 1 }, expireAfterSeconds: FORGET_AFTER_S }]);
  }

  async meet(since: Date, me: WriterAtWork | undefined): Promise<readonly WriterAtWork[]> {
    if (me) {
      const { id, ...rest } = me;
      await this.#writers.updateOne({ _id: id }, { $set: rest }, { upsert: true, ...FLEETING });
    }
    const writers = await this.#writers.find({}, { readPreference: 'primary' }).toArray();
    // Whatever another release may write there, nobody is to wait for a turn without end.
    const known = writers.filter(({ seenAt, insertMs }) => seenAt > since && Number.isFinite(insertMs));
    return known.map(({ _id: id, ...rest }) => ({ id, ...rest }));
  }

  async leave(id: string): Promise<void> {
    await this.#writers.deleteOne({ _id: id }, FLEETING);
  }
}
