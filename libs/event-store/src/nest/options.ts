import type { InjectionToken, ModuleMetadata, OptionalFactoryDependency } from '@nestjs/common';
import type { MongoClient, MongoClientOptions } from 'mongodb';
import type { EventStoreOptions } from '../mongo-event-store';
import type { SubscriptionOptions } from '../subscriptions';

/** How a store in a Nest application behaves. */
interface CommonOptions {
  /** The database of the log; one log per database. */
  readonly dbName: string;
  /** How the store behaves: the `eventTypes` that it knows, above all. */
  readonly store?: EventStoreOptions;
  /** What differs from the defaults for all subscriptions of this process. */
  readonly subscriptions?: Partial<SubscriptionOptions>;
  /** Whether projections and reactions run in this process; default true. Without, it reads what others have stored. */
  readonly runSubscriptions?: boolean;
}

/** Which of several stores is meant; absent: the one without a name. */
export interface StoreName {
  /** What `@InjectEventStore` and `forFeature` call it, where an application has several logs. */
  readonly name?: string;
}

/** The module connects, and closes the connection at the end. */
export interface OwnConnection extends CommonOptions {
  readonly uri: string;
  readonly clientOptions?: MongoClientOptions;
}

/** The application's connection, mongoose's for example: it stays the application's to close. */
export interface SharedConnection extends CommonOptions {
  readonly client: MongoClient;
}

/** What `EventStoreModule.forRoot` is given: where the log is, and over whose connection. */
export type EventStoreModuleOptions = OwnConnection | SharedConnection;

/** What `EventStoreModule.forTesting` is given; all of it has a default. */
export interface EventStoreTestingOptions extends Partial<CommonOptions>, StoreName {
  /** What time it is to process managers: a `TestClock`, for example. Default: the server's. */
  readonly clock?: { now(): Date };
}

/**
 * Options that need what other modules provide.
 *
 * ```ts
 * EventStoreModule.forRootAsync({
 *   inject: [getConnectionToken()],
 *   useFactory: (connection: Connection) => ({ client: connection.getClient(), dbName: 'bank' }),
 * })
 * ```
 */
export interface EventStoreModuleAsyncOptions<Dependencies extends unknown[] = never[]> extends StoreName {
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
  readonly useFactory: (
    ...dependencies: Dependencies
  ) => EventStoreModuleOptions | Promise<EventStoreModuleOptions>;
}
