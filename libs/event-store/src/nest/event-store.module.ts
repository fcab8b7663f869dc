import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventStore } from '../event-store';
import { callerOf } from '../names';
import { MongoEventStore } from '../mongo-event-store';
import { Subscriptions } from '../subscriptions';
import { EventStoreConnection } from './connection';
import { EventHandlers } from './event-handlers';
import { runnerProviders, type EventStoreFeature } from './feature';
import type { EventStoreModuleAsyncOptions, EventStoreModuleOptions } from './options';
import { SubscriptionRegistry } from './subscription-registry';
import { EVENT_STORE_OPTIONS } from './tokens';

const providers: Provider[] = [
  EventStoreConnection,
  EventHandlers,
  SubscriptionRegistry,
  {
    provide: MongoEventStore,
    inject: [EventStoreConnection, EVENT_STORE_OPTIONS],
    useFactory: ({ client }: EventStoreConnection, { dbName, store }: EventStoreModuleOptions) =>
      MongoEventStore.open(client, dbName, store),
  },
  { provide: EventStore, useExisting: MongoEventStore },
  {
    provide: Subscriptions,
    inject: [MongoEventStore, EVENT_STORE_OPTIONS],
    useFactory: (store: MongoEventStore, { subscriptions }: EventStoreModuleOptions) =>
      Subscriptions.open(store, subscriptions),
  },
];

/**
 * The event store in a Nest application.
 *
 * ```ts
 * @Module({
 *   imports: [
 *     EventStoreModule.forRoot({ uri: 'mongodb://…', dbName: 'bank' }),
 *     EventStoreModule.forFeature({ projections: [accounts], reactions: [notices] }),
 *   ],
 * })
 * class AppModule {}
 * ```
 *
 * Everywhere: `EventStore` (and `MongoEventStore`), `SubscriptionRegistry`. Where `forFeature` is imported:
 * `@InjectProjection('accounts') runner: ProjectionRunner<typeof accounts.models>`. Projections and reactions run from
 * the application's bootstrap until its shutdown hooks: call `app.enableShutdownHooks()` or `app.close()`.
 */
@Module({})
export class EventStoreModule {
  /** One log for the whole application. */
  static forRoot(options: EventStoreModuleOptions): DynamicModule {
    return rootModule({ provide: EVENT_STORE_OPTIONS, useValue: options });
  }

  /** The same with options that depend on other modules. */
  static forRootAsync<Dependencies extends unknown[]>({
    imports = [],
    inject = [],
    useFactory,
  }: EventStoreModuleAsyncOptions<Dependencies>): DynamicModule {
    return rootModule({ provide: EVENT_STORE_OPTIONS, inject, useFactory }, imports);
  }

  /** What a feature projects and reacts to. */
  static readonly forFeature = (feature: EventStoreFeature): DynamicModule => {
    const runners = runnerProviders(feature, callerOf(EventStoreModule.forFeature));
    return {
      module: EventStoreFeatureModule,
      imports: feature.imports ?? [],
      providers: [...(feature.providers ?? []), ...runners],
      exports: runners.map(({ provide }) => provide),
    };
  };
}

/** The module of one feature; it is made anew with each `forFeature`. */
@Module({})
class EventStoreFeatureModule {}

const rootModule = (
  options: Provider,
  imports: NonNullable<DynamicModule['imports']> = [],
): DynamicModule => ({
  module: EventStoreModule,
  global: true,
  imports: [DiscoveryModule, ...imports],
  providers: [options, ...providers],
  exports: [EventStore, MongoEventStore, Subscriptions, SubscriptionRegistry, EventHandlers],
});
