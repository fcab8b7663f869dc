import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { IEventHandler } from '@nestjs/cqrs';

/** Where `@EventsHandler` of @nestjs/cqrs keeps the classes; it exports the decorator, not the name. */
const EVENTS_HANDLER_METADATA = '__eventsHandler__';

/**
 * The `@EventsHandler` classes of the application, called and awaited. The `EventBus` of @nestjs/cqrs forgets what it
 * published when the process ends, and awaits nobody.
 */
@Injectable()
export class EventHandlers {
  constructor(@Inject(DiscoveryService) private readonly discovery: DiscoveryService) {}

  /**
   * Hands an event to every handler of its class.
   * @throws what a handler throws; Error when the class has no handler
   */
  async handle(event: object): Promise<void> {
    const handlers = this.#of(event.constructor);
    if (handlers.length === 0) {
      throw new Error(
        `No provider is an @EventsHandler(${event.constructor.name}). Add one to the providers of a module.`,
      );
    }
    await Promise.all(
      handlers.map(async (handler) => {
        await handler.handle(event);
      }),
    );
  }

  #of(type: unknown): readonly IEventHandler[] {
    const handlers: IEventHandler[] = [];
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype === 'function' && handles(metatype, type) && isHandler(instance))
        handlers.push(instance);
    }
    return handlers;
  }
}

const isHandler = (instance: unknown): instance is IEventHandler =>
  typeof instance === 'object' && instance !== null && 'handle' in instance;

const handles = (handler: object, type: unknown): boolean => {
  const types: unknown = Reflect.getMetadata(EVENTS_HANDLER_METADATA, handler);
  return Array.isArray(types) && types.includes(type);
};
