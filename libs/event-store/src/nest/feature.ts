import type { FactoryProvider, ModuleMetadata, Provider, Type } from '@nestjs/common';
import type { EventData } from '../contract';
import type { ProcessManager } from '../processes';
import type { Projection } from '../projections';
import type { Reaction } from '../reactions';
import type { Timer } from '../timers';
import type { ProcessManagerClass, ProjectionClass, ReactionClass } from './decorators';
import { type Decorated, PROCESSES, PROJECTIONS, REACTIONS, TIMERS } from './kinds';
import { type Made, runnerProvider } from './runner-provider';
import { classToken } from './tokens';
import { notDecorated } from './wiring-faults';

/** A reaction that needs what modules provide. */
export interface ReactionFactory<Event extends EventData<string, object> = EventData> {
  readonly name: string;
  readonly inject: FactoryProvider['inject'];
  /** A method, so that its parameters may be of the types that `inject` names. */
  useFactory(...dependencies: unknown[]): Reaction<Event> | Promise<Reaction<Event>>;
}

/** A process manager that needs what modules provide. */
export interface ProcessFactory {
  readonly name: string;
  readonly inject: FactoryProvider['inject'];
  /** A method, so that its parameters may be of the types that `inject` names. */
  useFactory(...dependencies: unknown[]): ProcessManager | Promise<ProcessManager>;
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
  /** Definitions, what makes one, or classes with `@ProcessManager`. */
  readonly processes?: readonly (ProcessManager | ProcessFactory | Type<ProcessManagerClass>)[];
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
  const { store, projections = [], reactions = [], processes = [], timers = [] } = feature;
  return [
    ...projections.map((one) => runnerProvider(store, PROJECTIONS, made(PROJECTIONS, one), place)),
    ...reactions.map((one) => runnerProvider(store, REACTIONS, made(REACTIONS, one), place)),
    ...processes.map((one) => runnerProvider(store, PROCESSES, made(PROCESSES, one), place)),
    ...timers.map((one) => runnerProvider(store, TIMERS, one, place)),
  ];
};

/** The classes that a feature names, as providers under tokens of the library. */
export const classProviders = ({
  projections = [],
  reactions = [],
  processes = [],
}: EventStoreFeature): Provider[] =>
  [...projections, ...reactions, ...processes].flatMap((one): Provider[] =>
    typeof one === 'function' ? [{ provide: classToken(one), useClass: one }] : [],
  );

/** A definition, what makes one, or a class under the decorator of its kind, in one form. */
const made = <
  Definition extends { readonly name: string },
  Options extends { readonly name: string },
  Instance,
>(
  { decorator, optionsOf, define }: Decorated<Definition, Options, Instance>,
  given: Definition | Made<Definition> | Type<Instance>,
): Made<Definition> => {
  if (!isClass(given))
    return isMade(given) ? given : { name: given.name, inject: [], useFactory: () => given };
  const options = optionsOf(given);
  if (!options) throw notDecorated(given.name, decorator);
  return {
    name: options.name,
    inject: [classToken(given)],
    useFactory: (instance: Instance) => define(options, instance),
  };
};

const isClass = <Instance>(given: object | Type<Instance>): given is Type<Instance> =>
  typeof given === 'function';

const isMade = <Definition extends object>(given: Definition | Made<Definition>): given is Made<Definition> =>
  'useFactory' in given;
