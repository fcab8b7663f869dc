import type { FactoryProvider, ModuleMetadata, Provider, Type } from '@nestjs/common';
import type { EventData } from '../contract';
import { declaredAt } from '../names';
import { openProjection, type Projection, type ProjectionRunner } from '../projections';
import { openReaction, type Reaction, type ReactionRunner } from '../reactions';
import { Subscriptions } from '../subscriptions';
import { openTimer, type Timer, type TimerRunner } from '../timers';
import { SubscriptionRegistry } from './subscription-registry';
import { projectionToken, reactionToken, timerToken } from './tokens';

/** A reaction that needs what modules provide. */
export interface ReactionFactory<Event extends EventData<string, object> = EventData> {
  readonly name: string;
  readonly inject: FactoryProvider['inject'];
  /** A method, so that its parameters may be of the types that `inject` names. */
  useFactory(...dependencies: unknown[]): Reaction<Event> | Promise<Reaction<Event>>;
}

/** A timer that needs what modules provide. */
export interface TimerFactory {
  readonly name: string;
  readonly inject: FactoryProvider['inject'];
  /** Makes it; a method, so that its parameters may be of the types that `inject` names. */
  useFactory(...dependencies: unknown[]): Timer | Promise<Timer>;
}

/** What a feature of an application projects, reacts to, and does from time to time. */
export interface EventStoreFeature {
  readonly projections?: readonly Projection[];
  readonly reactions?: readonly (Reaction | ReactionFactory)[];
  readonly timers?: readonly TimerFactory[];
  /** For reactions and timers that need other providers. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** Providers of the feature: what its reactions inject, and `@EventsHandler` classes. */
  readonly providers?: readonly Provider[];
}

/**
 * The providers of a feature's runners; each registers itself.
 * @param place where the feature is declared
 */
export const runnerProviders = (
  { projections = [], reactions = [], timers = [] }: EventStoreFeature,
  place: string,
): FactoryProvider[] => [
  ...projections.map(projectionProvider),
  ...reactions.map((reaction) => reactionProvider(reaction, place)),
  ...timers.map((timer) => timerProvider(timer, place)),
];

const SHARED: [Type<SubscriptionRegistry>, typeof Subscriptions] = [SubscriptionRegistry, Subscriptions];

const projectionProvider = (projection: Projection): FactoryProvider => ({
  provide: projectionToken(projection.name),
  inject: SHARED,
  useFactory: async (
    registry: SubscriptionRegistry,
    subscriptions: Subscriptions,
  ): Promise<ProjectionRunner> => {
    const runner = await openProjection(subscriptions, projection);
    registry.addProjection(runner);
    return runner;
  },
});

const reactionProvider = (reaction: Reaction | ReactionFactory, place: string): FactoryProvider => {
  const factory = 'useFactory' in reaction ? reaction : { inject: [], useFactory: () => reaction };
  return {
    provide: reactionToken(reaction.name),
    inject: [...SHARED, ...(factory.inject ?? [])],
    useFactory: async (
      registry: SubscriptionRegistry,
      subscriptions: Subscriptions,
      ...dependencies: unknown[]
    ): Promise<ReactionRunner> => {
      const made = declaredAt(await factory.useFactory(...dependencies), place);
      const runner = await openReaction(subscriptions, made);
      registry.addReaction(runner);
      return runner;
    },
  };
};

const timerProvider = (factory: TimerFactory, place: string): FactoryProvider => ({
  provide: timerToken(factory.name),
  inject: [...SHARED, ...(factory.inject ?? [])],
  useFactory: async (
    registry: SubscriptionRegistry,
    subscriptions: Subscriptions,
    ...dependencies: unknown[]
  ): Promise<TimerRunner> => {
    const made = declaredAt(await factory.useFactory(...dependencies), place);
    const runner = await openTimer(subscriptions, made);
    registry.addTimer(runner);
    return runner;
  },
});
