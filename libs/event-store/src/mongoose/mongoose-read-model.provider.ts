import { type FactoryProvider, Inject, type InjectionToken } from '@nestjs/common';
import mongoose, { type Schema } from 'mongoose';
import type { MongoEventStore } from '../mongo-event-store';
import { mongoEventStoreToken, projectionToken } from '../nest';
import type { ProjectionRunner } from '../projections';
import { MongooseReadModel } from './mongoose-read-model';

/** Which read model, and how mongoose is to see it. */
export interface MongooseReadModelOptions<Document> {
  /** The projection's name; `forFeature({ projections })` of the same module, or one that it imports, has it. */
  readonly projection: string;
  /** The name of one of its models. */
  readonly model: string;
  /** Of the documents as they are stored: `_id` is the key, a string. */
  readonly schema: Schema<Document>;
  /** The name of the store, where that has one. */
  readonly store?: string;
}

/** The token of a read model. @param store the name of its store, where that has one */
export const readModelToken = (projection: string, model: string, store?: string): InjectionToken =>
  `${projectionToken(projection, store)}:mongoose:${model}`;

/** Injects the `MongooseReadModel` that `mongooseReadModel` provides. */
export const InjectReadModel = (
  projection: string,
  model: string,
  store?: string,
): ParameterDecorator & PropertyDecorator => Inject(readModelToken(projection, model, store));

/** Provides a read model as one of mongoose: list it among the providers of a module. */
export const mongooseReadModel = <Document>({
  projection,
  model,
  schema,
  store,
}: MongooseReadModelOptions<Document>): FactoryProvider<MongooseReadModel<Document>> => ({
  provide: readModelToken(projection, model, store),
  inject: [projectionToken(projection, store), mongoEventStoreToken(store)],
  useFactory: (runner: ProjectionRunner, { client, db }: MongoEventStore) => {
    // Its own, since the session of a reading is of the store's client. It is closed with that.
    const connection = mongoose.createConnection().setClient(client).useDb(db.databaseName);
    return new MongooseReadModel({ runner, model, connection }, schema);
  },
});
