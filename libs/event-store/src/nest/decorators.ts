import { Injectable, type Type } from '@nestjs/common';
import type { EventData, RecordedEvent } from '../contract';
import type { Projection as ProjectionDefinition, ReadModels } from '../projections';
import type { FailureClass, Reaction as ReactionDefinition, ReactionContext } from '../reactions';

const PROJECTION = 'event-store:projection';
const REACTION = 'event-store:reaction';

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
    Reflect.defineMetadata(PROJECTION, options, target);
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
    Reflect.defineMetadata(REACTION, options, target);
  };

const metadataOf = (key: string, target: unknown): unknown =>
  typeof target === 'function' ? Reflect.getMetadata(key, target) : undefined;

/** What `@Projection` says over a class. */
export const projectionOptions = (target: unknown): ProjectionOptions | undefined => {
  const options = metadataOf(PROJECTION, target);
  return isProjectionOptions(options) ? options : undefined;
};

/** What `@Reaction` says over a class. */
export const reactionOptions = (target: unknown): ReactionOptions | undefined => {
  const options = metadataOf(REACTION, target);
  return isReactionOptions(options) ? options : undefined;
};

// Nobody else writes under these keys.
const isProjectionOptions = (options: unknown): options is ProjectionOptions => options !== undefined;
const isReactionOptions = (options: unknown): options is ReactionOptions => options !== undefined;

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
