import type {
  AggregationCursor,
  ClientSession,
  Collection,
  Db,
  Filter,
  FindCursor,
  FindOptions,
} from 'mongodb';
import { DECISIVE, SessionPool, withOperationTimeout } from '../../driver';
import type { Position } from '../../contract';
import type { MongoEventStore } from '../../mongo-event-store';
import type { Generation } from '../generation';
import { collectionName } from '../names';
import type { DocumentOf, ReadModels } from '../projection';

/** Reads one read model, within a reading. */
export interface ModelReader<Document extends object> {
  /**
   * For a mongoose model over the same documents; give its queries the reading's `session`. A rebuild changes the name:
   * take it from each reading anew.
   */
  readonly collectionName: string;
  /** Documents that match, as the driver's `find`. */
  find(filter: Filter<Document>, options?: Omit<FindOptions, 'session'>): FindCursor<Document>;
  /** The first document that matches. */
  findOne(filter: Filter<Document>): Promise<Document | null>;
  /** The document under a key. */
  findById(key: string): Promise<Document | null>;
  /** What a pipeline makes of the documents, as the driver's `aggregate`. */
  aggregate<Result extends object>(pipeline: object[]): AggregationCursor<Result>;
  /** How many documents match. */
  count(filter: Filter<Document>): Promise<number>;
}

/** One consistent view of a projection: every document read through it is as of the same position. */
export interface Reading<Models extends ReadModels> {
  /** The log position that all of it reflects. */
  readonly position: Position;
  readonly session: ClientSession;
  /** One of the projection's models, by its name. */
  model<Name extends keyof Models & string>(name: Name): ModelReader<DocumentOf<Models[Name]>>;
}

export const readingWithin = <Models extends ReadModels>(
  db: Db,
  projection: string,
  generation: Generation,
  session: ClientSession,
  position: Position,
): Reading<Models> => ({
  position,
  session,
  model: (name) => modelReader(db, collectionName(projection, name, generation), session),
});

const modelReader = <Document extends object>(
  db: Db,
  name: string,
  session: ClientSession,
): ModelReader<Document> => {
  const collection: Collection<Document> = db.collection<Document>(name);
  return {
    collectionName: name,
    find: (filter, options = {}) => collection.find(filter, { ...options, session }) as FindCursor<Document>,
    findOne: async (filter) => (await collection.findOne(filter, { session })) as Document | null,
    findById: (key) => documentById(db, name, key, { session }),
    aggregate: (pipeline) => collection.aggregate(pipeline, { session }),
    count: (filter) => collection.countDocuments(filter, { session }),
  };
};

const documentById = async <Document extends object>(
  db: Db,
  collection: string,
  key: string,
  options: FindOptions,
): Promise<Document | null> =>
  (await db
    .collection<{ readonly _id: string }>(collection)
    .findOne({ _id: key }, options)) as Document | null;

/** Reads single documents, each as it is now: no older than anything this process knows. */
export class DocumentReader<Models extends ReadModels> {
  readonly #sessions: SessionPool;

  constructor(
    private readonly store: Pick<MongoEventStore, 'db' | 'causality'>,
    private readonly projection: string,
  ) {
    this.#sessions = new SessionPool(store.causality);
  }

  findById<Name extends keyof Models & string>(
    model: Name,
    generation: Generation,
    key: string,
  ): Promise<DocumentOf<Models[Name]> | null> {
    const name = collectionName(this.projection, model, generation);
    return this.#sessions.use((session) =>
      withOperationTimeout(documentById(this.store.db, name, key, { ...DECISIVE, session })),
    );
  }
}
