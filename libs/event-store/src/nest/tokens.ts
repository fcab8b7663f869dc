import { Inject, type InjectionToken, type Type } from '@nestjs/common';
import { EventStore } from '../event-store';
import { MongoEventStore } from '../mongo-event-store';
import { Subscriptions } from '../subscriptions';
import { EventStoreConnection } from './connection';
import { EventStoreHealthIndicator } from './health-indicator';
import { SubscriptionRegistry } from './subscription-registry';

/** What the parts of one event store are injected by. */
export interface StoreTokens {
  readonly opening: InjectionToken;
  readonly options: InjectionToken;
  readonly connection: InjectionToken;
  readonly mongoEventStore: InjectionToken;
  readonly eventStore: InjectionToken;
  readonly subscriptions: InjectionToken;
  readonly registry: InjectionToken;
  readonly decorated: InjectionToken;
  readonly health: InjectionToken;
}

const UNNAMED: StoreTokens = {
  opening: 'event-store:opening',
  options: 'event-store:options',
  connection: EventStoreConnection,
  mongoEventStore: MongoEventStore,
  eventStore: EventStore,
  subscriptions: Subscriptions,
  registry: SubscriptionRegistry,
  decorated: 'event-store:decorated',
  health: EventStoreHealthIndicator,
};

const named = (name: string): StoreTokens => ({
  opening: `event-store:${name}:opening`,
  options: `event-store:${name}:options`,
  connection: `event-store:${name}:connection`,
  mongoEventStore: `event-store:${name}:mongo`,
  eventStore: `event-store:${name}`,
  subscriptions: `event-store:${name}:subscriptions`,
  registry: `event-store:${name}:registry`,
  decorated: `event-store:${name}:decorated`,
  health: `event-store:${name}:health`,
});

/** The tokens of a store by its name; those of the one without a name are its classes. */
export const storeTokens = (name: string | undefined): StoreTokens =>
  name === undefined ? UNNAMED : named(name);

const runnerToken = (kind: string, name: string, store: string | undefined): string =>
  store === undefined ? `event-store:${kind}:${name}` : `event-store:${store}:${kind}:${name}`;

/** The token of a projection's runner. @param store the name of its store, where that has one */
export const projectionToken = (name: string, store?: string): string =>
  runnerToken('projection', name, store);

/** The token of a reaction's runner. @param store the name of its store, where that has one */
export const reactionToken = (name: string, store?: string): string => runnerToken('reaction', name, store);

/** The token of a timer's runner. @param store the name of its store, where that has one */
export const timerToken = (name: string, store?: string): string => runnerToken('timer', name, store);

/** The token of a process manager's runner. @param store the name of its store, where that has one */
export const processToken = (name: string, store?: string): string => runnerToken('process', name, store);

/** The token of a class that a feature was given: under its own, the feature's module would seem to provide it. */
export const classToken = ({ name }: Type): string => `event-store:class:${name}`;

/** Whether a token is one of the library's. */
export const isOurToken = (token: unknown): token is string =>
  typeof token === 'string' && token.startsWith('event-store:');

/** The token of an `EventStore` by the name that `forRoot` was given. */
export const eventStoreToken = (name?: string): InjectionToken => storeTokens(name).eventStore;

/** The token of a `MongoEventStore` by the name that `forRoot` was given. */
export const mongoEventStoreToken = (name?: string): InjectionToken => storeTokens(name).mongoEventStore;

/** The token of a store's `SubscriptionRegistry` by the name that `forRoot` was given. */
export const subscriptionRegistryToken = (name?: string): InjectionToken => storeTokens(name).registry;

/** The token of a store's `EventStoreHealthIndicator` by the name that `forRoot` was given. */
export const healthIndicatorToken = (name?: string): InjectionToken => storeTokens(name).health;

/** Injects the `EventStore` of that name; the one without a name is injected by its class. */
export const InjectEventStore = (name?: string): ParameterDecorator & PropertyDecorator =>
  Inject(eventStoreToken(name));

/** Injects the `SubscriptionRegistry` of the store of that name. */
export const InjectSubscriptionRegistry = (name?: string): ParameterDecorator & PropertyDecorator =>
  Inject(subscriptionRegistryToken(name));

/** Injects the `ProjectionRunner` of a projection that `forFeature` was given. */
export const InjectProjection = (name: string, store?: string): ParameterDecorator & PropertyDecorator =>
  Inject(projectionToken(name, store));
