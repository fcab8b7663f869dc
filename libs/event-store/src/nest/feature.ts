import type { FactoryProvider, ModuleMetadata, Provider, Type } from '@nestjs/common';
import type { EventData } from '../contract';
import { declaredAt } from '../names';
import { openProjection, type Projection } from '../projections';
import { openReaction, type Reaction } from '../reactions';
import { openTimer, type Timer } from '../timers';
import {
  projectionBy,
  projectionOptions,
  type ProjectionClass,
  reactionBy,
  type ReactionClass,
  reactionOptions,
} from './decorators';
import { type Made, runnerProvider } from './runner-provider';
import { classToken, projectionToken, reactionToken, timerToken } from './tokens';
import { notDecorated } from './wiring-faults';

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
  /** The name of the store that it reads, where `forRoot` was given one. */
  readonly store?: string;
  /** Definitions, or classes with `@Projection`. */
  readonly projections?: readonly (Projection | Type<ProjectionClass>)[];
  /** Definitions, what makes one, or classes with `@Reaction`. */
  readonly reactions?: readonly (Reaction | ReactionFactory | Type<ReactionClass>)[];
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
export const runnerProviders = (feature: EventStoreFeature, place: string): FactoryProvider[] => {
  const { store, projections = [], reactions = [], timers = [] } = feature;
  return [
    ...projections.map(projectionMade).map((made) =>
      runnerProvider(store, `projection ${made.name}`, projectionToken(made.name, store), made, {
        open: (subscriptions, projection) => openProjection(subscriptions, projection),
        register: (registry, runner) => registry.addProjection(runner),
      }),
    ),
    ...reactions.map(reactionMade).map((made) =>
      runnerProvider(store, `reaction ${made.name}`, reactionToken(made.name, store), made, {
        open: (subscriptions, reaction) => openReaction(subscriptions, declaredAt(reaction, place)),
        register: (registry, runner) => registry.addReaction(runner),
      }),
    ),
    ...timers.map((made) =>
      runnerProvider(store, `timer ${made.name}`, timerToken(made.name, store), made, {
        open: (subscriptions, timer) => openTimer(subscriptions, declaredAt(timer, place)),
        register: (registry, runner) => registry.addTimer(runner),
      }),
    ),
  ];
};

/** The classes that a feature names, as providers under tokens of the library. */
export const classProviders = ({ projections = [], reactions = [] }: EventStoreFeature): Provider[] =>
  [...projections, ...reactions].flatMap((one): Provider[] =>
    typeof one === 'function' ? [{ provide: classToken(one), useClass: one }] : [],
  );

const projectionMade = (given: Projection | Type<ProjectionClass>): Made<Projection> => {
  if (typeof given !== 'function') return { name: given.name, inject: [], useFactory: () => given };
  const options = projectionOptions(given);
  if (!options) throw notDecorated(given.name, 'Projection');
  return {
    name: options.name,
    inject: [classToken(given)],
    useFactory: (instance: ProjectionClass) => projectionBy(options, instance),
  };
};

const reactionMade = (given: Reaction | ReactionFactory | Type<ReactionClass>): Made<Reaction> => {
  if (typeof given !== 'function')
    return 'useFactory' in given ? given : { name: given.name, inject: [], useFactory: () => given };
  const options = reactionOptions(given);
  if (!options) throw notDecorated(given.name, 'Reaction');
  return {
    name: options.name,
    inject: [classToken(given)],
    useFactory: (instance: ReactionClass) => reactionBy(options, instance),
  };
};
