import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientSession } from 'mongodb';
import type { Connection, Model, Schema } from 'mongoose';
import type { Position } from '../contract';
import type { ProjectionRunner } from '../projections';
import { readingOnly } from './reading-only';

/** Where the documents of a read model are. */
interface Source {
  readonly runner: Pick<ProjectionRunner, 'read'>;
  /** The model's name in its projection. */
  readonly model: string;
  /** Of mongoose, over the store's own client, to the log's database. */
  readonly connection: Connection;
}

/** A read model of a projection, as a model of mongoose. */
export class MongooseReadModel<Document> {
  readonly #sessions = new AsyncLocalStorage<ClientSession>();
  readonly #schema: Schema<Document>;

  constructor(
    private readonly source: Source,
    schema: Schema<Document>,
  ) {
    this.#schema = readingOnly(schema, source.model, () => this.#sessions.getStore());
  }

  /**
   * Reads through a model that is bound to the generation that serves: all of it is as of one position. Await every
   * query within the work, one after another: they share a transaction. The work may be run more than once.
   * @param work is given the model, and the position that it reflects
   * @throws EventStoreError `projection-not-ready`; `invalid-reading` for what writes, or comes when the work is done
   */
  read<Result>(work: (model: Model<Document>, position: Position) => PromiseLike<Result>): Promise<Result> {
    return this.source.runner.read((reading) => {
      const compiled = this.#over(reading.model(this.source.model).collectionName);
      // A query of mongoose is sent when it is awaited, which has to be in here too.
      return this.#sessions.run(reading.session, async () => await work(compiled, reading.position));
    });
  }

  /** A generation has collections of its own. */
  #over(collection: string): Model<Document> {
    const { connection } = this.source;
    return connection.models[collection] ?? connection.model<Document>(collection, this.#schema, collection);
  }
}
