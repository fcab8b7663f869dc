import type { DynamicModule, FactoryProvider, Provider } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { MongoEventStore } from '../mongo-event-store';
import { Subscriptions } from '../subscriptions';
import { EventStoreConnection } from './connection';
import { DecoratedProviders } from './decorated-providers';
import { EventHandlers } from './event-handlers';
import { EventStoreHealthIndicator } from './health-indicator';
import { Opening } from './opening';
import type { EventStoreModuleOptions, StoreName } from './options';
import { SubscriptionRegistry } from './subscription-registry';
import { storeTokens, type StoreTokens } from './tokens';
import { twoRoots } from './wiring-faults';

/** What makes a store, and where its options come from. */
export interface RootModule extends StoreName {
  readonly module: DynamicModule['module'];
  /** Provides the options. */
  readonly options: Omit<
    FactoryProvider<EventStoreModuleOptions | Promise<EventStoreModuleOptions>>,
    'provide'
  >;
  readonly imports?: NonNullable<DynamicModule['imports']>;
  readonly providers?: readonly Provider[];
}

/** The module of one store: global, since features anywhere are its users. */
export const rootModule = ({
  module,
  name,
  options,
  imports = [],
  providers = [],
}: RootModule): DynamicModule => {
  const tokens = storeTokens(name);
  return {
    module,
    global: true,
    imports: [DiscoveryModule, ...imports],
    providers: [
      ...providers,
      ...openingProviders(tokens, name, options),
      ...storeProviders(tokens),
      decorated(tokens, name),
      {
        provide: tokens.health,
        inject: [tokens.mongoEventStore, tokens.registry],
        useFactory: (store: MongoEventStore, registry: SubscriptionRegistry) =>
          new EventStoreHealthIndicator(store, registry),
      },
      {
        provide: EventHandlers,
        inject: [tokens.opening, DiscoveryService],
        useFactory: (opening: Opening, discovery: DiscoveryService) => new EventHandlers(opening, discovery),
      },
    ],
    exports: [
      tokens.opening,
      tokens.connection,
      tokens.eventStore,
      tokens.mongoEventStore,
      tokens.subscriptions,
      tokens.registry,
      tokens.health,
      EventHandlers,
    ],
  };
};

const openingProviders = (
  tokens: StoreTokens,
  name: string | undefined,
  options: RootModule['options'],
): Provider[] => [
  { provide: tokens.opening, useClass: Opening },
  {
    provide: tokens.options,
    inject: [tokens.opening, DiscoveryService, ...(options.inject ?? [])],
    useFactory: (opening: Opening, discovery: DiscoveryService, ...dependencies: unknown[]) =>
      opening.part(() => {
        const roots = discovery.getProviders().filter(({ token }) => token === tokens.opening);
        if (roots.length > 1) throw twoRoots(name);
        return options.useFactory(...dependencies);
      }),
  },
  {
    provide: tokens.connection,
    inject: [tokens.opening, tokens.options],
    useFactory: (opening: Opening, given: EventStoreModuleOptions) =>
      opening.part(
        () => new EventStoreConnection(given),
        (connection) => connection.onApplicationShutdown(),
      ),
  },
];

const storeProviders = (tokens: StoreTokens): Provider[] => [
  {
    provide: tokens.mongoEventStore,
    inject: [tokens.opening, tokens.connection, tokens.options],
    useFactory: (
      opening: Opening,
      { client }: EventStoreConnection,
      { dbName, store }: EventStoreModuleOptions,
    ) => opening.part(() => MongoEventStore.open(client, dbName, store)),
  },
  { provide: tokens.eventStore, useExisting: tokens.mongoEventStore },
  {
    provide: tokens.subscriptions,
    inject: [tokens.opening, tokens.mongoEventStore, tokens.options],
    useFactory: (opening: Opening, store: MongoEventStore, { subscriptions }: EventStoreModuleOptions) =>
      opening.part(() => Subscriptions.open(store, subscriptions)),
  },
  {
    provide: tokens.registry,
    inject: [tokens.options, tokens.subscriptions, tokens.mongoEventStore],
    useFactory: (options: EventStoreModuleOptions, subscriptions: Subscriptions, store: MongoEventStore) =>
      new SubscriptionRegistry(options, subscriptions, store),
  },
];

const decorated = (tokens: StoreTokens, name: string | undefined): Provider => ({
  provide: tokens.decorated,
  inject: [tokens.opening, DiscoveryService, tokens.subscriptions, tokens.registry],
  useFactory: (
    opening: Opening,
    discovery: DiscoveryService,
    subscriptions: Subscriptions,
    registry: SubscriptionRegistry,
  ) => new DecoratedProviders({ store: name, opening, discovery, subscriptions, registry }),
});
