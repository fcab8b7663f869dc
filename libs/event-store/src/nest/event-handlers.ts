import type { OnModuleInit, Type } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { ReactionContext } from '../reactions';
import { effectOf } from './effect';
import type { Opening } from './opening';
import { noHandler, noHandleMethod, requestScoped, sharedEffect } from './wiring-faults';

type Provider = ReturnType<DiscoveryService['getProviders']>[number];
type Handler = Readonly<Record<'handle', (event: object) => unknown>>;

/** What handlers are called with, made anew for each: it tells them the key of their own effect. */
type Delivery = (context: ReactionContext) => object;

interface Handling {
  readonly handler: Handler;
  /** Its name among the effects of an event; absent: it has the reaction's own key. */
  readonly effect: string | undefined;
}

/** Where `@EventsHandler` of @nestjs/cqrs keeps the classes; it exports the decorator, not the name. */
const EVENTS_HANDLER_METADATA = '__eventsHandler__';

/**
 * The `@EventsHandler` classes of the application, called and awaited. The `EventBus` of @nestjs/cqrs forgets what it
 * published when the process ends, and awaits nobody.
 */
export class EventHandlers implements OnModuleInit {
  readonly #handlings = new Map<Type<object>, readonly Handling[]>();

  constructor(
    private readonly opening: Opening,
    private readonly discovery: DiscoveryService,
  ) {}

  /** Says that objects of a class will be delivered: its handlers are looked up when the application starts. */
  expect(type: Type<object>): void {
    this.#handlings.set(type, []);
  }

  /** @throws EventStoreError `invalid-module` */
  async onModuleInit(): Promise<void> {
    await this.opening.part(() => {
      for (const type of this.#handlings.keys()) this.#handlings.set(type, this.#of(type));
    });
  }

  /**
   * Calls every handler of a class, and waits for all of them.
   * @throws what the first of those throws that fail
   */
  async deliver(type: Type<object>, context: ReactionContext, delivery: Delivery): Promise<void> {
    const handlings = this.#handlings.get(type) ?? [];
    const outcomes = await Promise.allSettled(
      handlings.map(async ({ handler, effect }) => {
        const idempotencyKey = effect === undefined ? context.idempotencyKey : context.keyFor(effect);
        await handler.handle(delivery({ ...context, idempotencyKey }));
      }),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** A class that is provided several times handles an event once. */
  #of(type: Type<object>): readonly Handling[] {
    const found = new Map<Type<object>, Handling>();
    for (const provider of this.discovery.getProviders()) {
      const handlerClass = classOf(provider);
      if (!handlerClass || !handles(handlerClass, type) || found.has(handlerClass)) continue;
      found.set(handlerClass, { handler: handlerOf(provider, handlerClass), effect: effectOf(handlerClass) });
    }
    if (found.size === 0) throw noHandler(type.name);
    assertEffectsDiffer(type, found);
    return [...found.values()];
  }
}

/** Of what is provided by value or by a factory, too, as @nestjs/cqrs has it. */
const classOf = ({ instance, metatype }: Provider): Type<object> | undefined => {
  const provided: unknown = instance;
  const made = typeof provided === 'object' && provided !== null ? provided.constructor : metatype;
  return isClass(made) ? made : undefined;
};

const isClass = (value: unknown): value is Type<object> => typeof value === 'function';

/** What Nest has of a provider that is made for each request, or each user, was never given what it depends on. */
const handlerOf = (provider: Provider, { name }: Type<object>): Handler => {
  if (!provider.isDependencyTreeStatic() || provider.isTransient) throw requestScoped(name);
  const handler: unknown = provider.instance;
  if (!isHandler(handler)) throw noHandleMethod(name);
  return handler;
};

const isHandler = (instance: unknown): instance is Handler =>
  typeof instance === 'object' &&
  instance !== null &&
  'handle' in instance &&
  typeof instance.handle === 'function';

const handles = (handler: object, type: Type<object>): boolean => {
  const types: unknown = Reflect.getMetadata(EVENTS_HANDLER_METADATA, handler);
  return Array.isArray(types) && types.includes(type);
};

const assertEffectsDiffer = (type: Type<object>, handlings: ReadonlyMap<Type<object>, Handling>): void => {
  const classes = new Map<string | undefined, string>();
  for (const [{ name }, { effect }] of handlings) {
    const first = classes.get(effect);
    if (first !== undefined) throw sharedEffect(type.name, effect, first, name);
    classes.set(effect, name);
  }
};
