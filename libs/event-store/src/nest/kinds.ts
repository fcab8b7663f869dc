import type { InjectionToken } from '@nestjs/common';
import { declaredAt } from '../names';
import { openProcessManager, type ProcessManager, type ProcessRunner } from '../processes';
import { openProjection, type Projection, type ProjectionRunner } from '../projections';
import { openReaction, type Reaction, type ReactionRunner } from '../reactions';
import type { Subscriptions } from '../subscriptions';
import { openTimer, type Timer, type TimerRunner } from '../timers';
import {
  processBy,
  type ProcessManagerClass,
  type ProcessManagerOptions,
  processOptions,
  projectionBy,
  type ProjectionClass,
  type ProjectionOptions,
  projectionOptions,
  reactionBy,
  type ReactionClass,
  type ReactionOptions,
  reactionOptions,
} from './decorators';
import type { SubscriptionRegistry } from './subscription-registry';
import { processToken, projectionToken, reactionToken, timerToken } from './tokens';

/** What an application runs on a log, and how it comes to run. */
export interface Kind<Definition, Runner> {
  /** In words. */
  readonly what: string;
  readonly token: (name: string, store?: string) => InjectionToken & string;
  /** @param place where it is declared, if not where it is opened */
  readonly open: (subscriptions: Subscriptions, definition: Definition, place?: string) => Promise<Runner>;
  readonly register: (registry: SubscriptionRegistry, runner: Runner) => void;
}

/** How a class under a decorator declares something. */
export interface Decorated<Definition, Options, Instance> {
  readonly decorator: 'Projection' | 'Reaction' | 'ProcessManager';
  /** What the decorator says over a class. */
  readonly optionsOf: (target: unknown) => Options | undefined;
  /** Something that every instance of such a class has. */
  readonly isInstance: (value: unknown) => value is Instance;
  readonly define: (options: Options, instance: Instance) => Definition;
}

/** What can be declared by a definition, and by such a class. */
export interface DecoratedKind<Definition, Runner, Options, Instance>
  extends Kind<Definition, Runner>, Decorated<Definition, Options, Instance> {}

const has =
  <Instance>(member: keyof Instance & string) =>
  (value: unknown): value is Instance =>
    typeof value === 'object' && value !== null && member in value;

const placed = <Definition extends object>(definition: Definition, place: string | undefined): Definition =>
  place === undefined ? definition : declaredAt(definition, place);

export const PROJECTIONS: DecoratedKind<Projection, ProjectionRunner, ProjectionOptions, ProjectionClass> = {
  what: 'projection',
  decorator: 'Projection',
  token: projectionToken,
  optionsOf: projectionOptions,
  isInstance: has<ProjectionClass>('models'),
  define: projectionBy,
  open: (subscriptions, projection) => openProjection(subscriptions, projection),
  register: (registry, runner) => registry.addProjection(runner),
};

export const REACTIONS: DecoratedKind<Reaction, ReactionRunner, ReactionOptions, ReactionClass> = {
  what: 'reaction',
  decorator: 'Reaction',
  token: reactionToken,
  optionsOf: reactionOptions,
  isInstance: has<ReactionClass>('react'),
  define: reactionBy,
  open: (subscriptions, reaction, place) => openReaction(subscriptions, placed(reaction, place)),
  register: (registry, runner) => registry.addReaction(runner),
};

export const PROCESSES: DecoratedKind<
  ProcessManager,
  ProcessRunner,
  ProcessManagerOptions,
  ProcessManagerClass
> = {
  what: 'process manager',
  decorator: 'ProcessManager',
  token: processToken,
  optionsOf: processOptions,
  isInstance: has<ProcessManagerClass>('correlate'),
  define: processBy,
  open: (subscriptions, manager, place) => openProcessManager(subscriptions, placed(manager, place)),
  register: (registry, runner) => registry.addProcess(runner),
};

export const TIMERS: Kind<Timer, TimerRunner> = {
  what: 'timer',
  token: timerToken,
  open: (subscriptions, timer, place) => openTimer(subscriptions, placed(timer, place)),
  register: (registry, runner) => registry.addTimer(runner),
};
