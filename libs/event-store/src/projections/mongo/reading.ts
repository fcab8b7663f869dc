import type {
  AggregationCursor,
  ClientSession,
  Collection,
  Db,
  Filter,
  FindCursor,
  FindOptions,
  WithId,
} from 'mongodb';
import { DECISIVE, SessionPool, withOperationTimeout } from '../../driver';
import type { Position } from '../../contract';
import type { MongoEventStore } from '../../mongo-event-store';
import type { Generation } from '../generation';
import { collectionName } from '../names';
import type { DocumentOf, Projection, ReadModels } from '../projection';
import { DocumentForm } from './document-form';

/** Reads one read model, within a reading. */
export interface ModelReader<Document extends object> {
  /**
   * For a mongoose model over the same documents; give its queries the reading's `session`. A rebuild changes the name:
   * take it from each reading anew.
   */
  readonly collectionName: string;
  /** Documents that match, as the driver's `find`; amounts are written as in a state. */
  find(filter: Filter<Document>, options?: Omit<FindOptions, 'session'>): FindCursor<Document>;
  /** The first document that matches. */
  findOne(filter: Filter<Document>): Promise<Document | null>;
  /** The document under a key. */
  findById(key: string): Promise<Document | null>;
  /** What a pipeline makes of the documents as they are stored, as the driver's `aggregate`. */
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
  projection: Projection,
  generation: Generation,
  session: ClientSession,
  position: Position,
  signal: AbortSignal | undefined,
): Reading<Models> => ({
  position,
  session,
  model: (name) => modelReader(db, projection, name, generation, { session, ...(signal && { signal }) }),
});

const modelReader = <Document extends object>(
  db: Db,
  projection: Projection,
  model: string,
  generation: Generation,
  within: { readonly session: ClientSession; readonly signal?: AbortSignal },
): ModelReader<Document> => {
  const { collection, form } = documentsOf<Document>(db, projection, model, generation);
  return {
    collectionName: collection.collectionName,
    find: (filter, options = {}) =>
      (collection.find(form.filter(filter), { ...options, ...within }) as FindCursor<Document>).map(
        form.fromStored,
      ),
    findOne: async (filter) => fromStored(form, await collection.findOne(form.filter(filter), within)),
    findById: async (key) => fromStored(form, await collection.findOne(byKey(key), within)),
    aggregate: (pipeline) => collection.aggregate(pipeline, within),
    count: (filter) => collection.countDocuments(form.filter(filter), within),
  };
};

/** The documents of a model, and how they lie there. */
const documentsOf = <Document extends object>(
  db: Db,
  { name, models }: Projection,
  model: string,
  generation: Generation,
): { readonly collection: Collection<Document>; readonly form: DocumentForm } => {
  const form = new DocumentForm(models[model]?.codecs);
  return { collection: db.collection<Document>(collectionName(name, model, generation), form.format), form };
};

/** To the driver any document may have any id; those of a model are its keys. */
const byKey = <Document>(_id: string) => ({ _id }) as unknown as Filter<Document>;

const fromStored = <Document extends object>(
  form: DocumentForm,
  stored: WithId<Document> | null,
): Document | null => stored && form.fromStored(stored as Document);

/** Reads single documents, each as it is now: no older than anything this process knows. */
export class DocumentReader<Models extends ReadModels> {
  readonly #sessions: SessionPool;

  constructor(private readonly store: Pick<MongoEventStore, 'db' | 'causality'>) {
    this.#sessions = new SessionPool(store.causality);
  }

  /** @param projection of the version that the generation is of */
  findById<Name extends keyof Models & string>(
    projection: Projection,
    model: Name,
    generation: Generation,
    key: string,
    signal: AbortSignal | undefined,
  ): Promise<DocumentOf<Models[Name]> | null> {
    const { collection, form } = documentsOf<DocumentOf<Models[Name]>>(
      this.store.db,
      projection,
      model,
      generation,
    );
    return this.#sessions.use(async (session) =>
      fromStored(
        form,
        await withOperationTimeout(
          collection.findOne(byKey(key), { ...DECISIVE, session, ...(signal && { signal }) }),
        ),
      ),
    );
  }
}
