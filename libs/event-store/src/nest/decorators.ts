import { Injectable, type Type } from '@nestjs/common';
import { type ReflectableDecorator, Reflector } from '@nestjs/core';
import type { EventData, RecordedEvent } from '../contract';
import type { Projection as ProjectionDefinition, ReadModels } from '../projections';
import type { ProcessManager as ProcessDefinition } from '../processes';
import type { FailureClass, Reaction as ReactionDefinition, ReactionContext } from '../reactions';

// Under keys with names, so that another copy of this package (CommonJS beside ESM) reads what this one has written.
const UNDER_PROJECTION = Reflector.createDecorator<ProjectionOptions>({ key: 'event-store:projection' });
const UNDER_REACTION = Reflector.createDecorator<ReactionOptions>({ key: 'event-store:reaction' });
const UNDER_PROCESS = Reflector.createDecorator<ProcessManagerOptions>({ key: 'event-store:process' });

/** The store that something reads, by the name that `forRoot` was given. */
interface OnStore {
  readonly store?: string;
}

/** What `@Projection` is given: a projection without its models, which are the class's. */
export interface ProjectionOptions extends Omit<ProjectionDefinition, 'models'>, OnStore {}

/** What `@Reaction` is given: a reaction without what is done, which is the class's. */
export interface ReactionOptions extends Omit<ReactionDefinition, 'key' | 'react' | 'classify'>, OnStore {}

/** A class that `@Projection` stands over. */
export interface ProjectionClass {
  readonly models: ReadModels;
}

/** A class that `@Reaction` stands over. */
export interface ReactionClass<Event extends EventData<string, object> = EventData> {
  /** See `Reaction.key`. */
  key(event: RecordedEvent<Event>): string;
  /** See `Reaction.react`. */
  react(event: RecordedEvent<Event>, context: ReactionContext): Promise<void>;
  /** See `Reaction.classify`. */
  classify?(error: unknown): FailureClass;
}

/**
 * Makes a provider a projection: list the class among the providers of any module, or hand it to `forFeature`, which
 * makes its runner injectable too.
 *
 * ```ts
 * @Projection({ name: 'orders', version: 1, query })
 * export class Orders {
 *   readonly models = { orders: readModel<Order, OrderEvent>({ keys, evolve }) };
 * }
 * ```
 */
export const Projection =
  (options: ProjectionOptions) =>
  (target: Type<ProjectionClass>): void => {
    Injectable()(target);
    UNDER_PROJECTION(options)(target);
  };

/**
 * Makes a provider a reaction: list the class among the providers of any module; it sees what that module's providers see.
 *
 * ```ts
 * @Reaction({ name: 'shipping-notices', query })
 * export class ShippingNotices implements ReactionClass<OrderShipped> {
 *   constructor(private readonly mail: Mail) {}
 *
 *   key = (event: RecordedEvent<OrderShipped>) => event.data.customerId;
 *
 *   async react(event: RecordedEvent<OrderShipped>, { idempotencyKey }: ReactionContext) { … }
 * }
 * ```
 */
export const Reaction =
  (options: ReactionOptions) =>
  (target: Type<ReactionClass>): void => {
    Injectable()(target);
    UNDER_REACTION(options)(target);
  };

/** What of a process manager is the class's. */
type OfProcessClass =
  | 'model'
  | 'correlate'
  | 'hasEnded'
  | 'deadline'
  | 'onDeadline'
  | 'onEvent'
  | 'classify'
  | 'lane'
  | 'assumeMet'
  | 'now';

/** What `@ProcessManager` is given: a process manager without what is done, which is the class's. */
export interface ProcessManagerOptions extends Omit<ProcessDefinition, OfProcessClass>, OnStore {}

/** A class that `@ProcessManager` stands over. See `ProcessManager`. */
export type ProcessManagerClass<
  State = unknown,
  Event extends EventData<string, object> = EventData,
  Id extends string = string,
> = Pick<ProcessDefinition<State, Event, Id>, OfProcessClass>;

/**
 * Makes a provider a process manager: list the class among the providers of any module; it sees what that module's
 * providers see.
 *
 * ```ts
 * @ProcessManager({ name: 'unpaid-orders', version: 1, query, startFrom: 'now' })
 * export class UnpaidOrders implements ProcessManagerClass<Order, OrderEvent> {
 *   readonly model = order;
 *
 *   correlate = ({ data }: RecordedEvent<OrderEvent>) => data.orderId;
 *
 *   deadline = ({ payUntil }: Order) => payUntil;
 *
 *   async onDeadline({ id, decide }: DueProcess<Order>) {
 *     await decide({}, () => [orderCancelled(id)]);
 *   }
 * }
 * ```
 */
export const ProcessManager =
  (options: ProcessManagerOptions) =>
  (target: Type<ProcessManagerClass>): void => {
    Injectable()(target);
    UNDER_PROCESS(options)(target);
  };

/** What a decorator says over a class. */
const optionsOf =
  <Options>(decorator: ReflectableDecorator<Options>) =>
  (target: unknown): Options | undefined =>
    typeof target === 'function' ? new Reflector().get(decorator, target) : undefined;

export const projectionOptions = optionsOf(UNDER_PROJECTION);
export const reactionOptions = optionsOf(UNDER_REACTION);
export const processOptions = optionsOf(UNDER_PROCESS);

/** A projection as a class has it. */
export const projectionBy = (
  { store: _, ...options }: ProjectionOptions,
  { models }: ProjectionClass,
): ProjectionDefinition => ({
  ...options,
  models,
});

/** A reaction as a class does it. */
export const reactionBy = (
  { store: _, ...options }: ReactionOptions,
  instance: ReactionClass,
): ReactionDefinition => ({
  ...options,
  key: (event) => instance.key(event),
  react: (event, context) => instance.react(event, context),
  ...(instance.classify && { classify: (error) => instance.classify?.(error) ?? 'retry' }),
});

/** A process manager as a class does it. */
export const processBy = (
  { store: _, ...options }: ProcessManagerOptions,
  instance: ProcessManagerClass,
): ProcessDefinition => ({
  ...options,
  model: (id) => instance.model(id),
  correlate: (event) => instance.correlate(event),
  ...(instance.hasEnded && { hasEnded: instance.hasEnded.bind(instance) }),
  ...(instance.deadline && { deadline: instance.deadline.bind(instance) }),
  ...(instance.onDeadline && { onDeadline: instance.onDeadline.bind(instance) }),
  ...(instance.onEvent && { onEvent: instance.onEvent.bind(instance) }),
  ...(instance.classify && { classify: instance.classify.bind(instance) }),
  ...(instance.lane && { lane: instance.lane.bind(instance) }),
  ...(instance.assumeMet && { assumeMet: instance.assumeMet.bind(instance) }),
  ...(instance.now && { now: instance.now.bind(instance) }),
});
