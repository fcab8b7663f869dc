import type { EventData, Upcasts } from '@event-sourcing/event-store';
import type { z } from 'zod';

/** A type of event, declared once: call it with data to make an event, read its members to know the type. */
export interface EventType<Type extends string, Data extends object> {
  /** Makes an event. The data is validated where it is appended, not here. */
  (data: Data): EventData<Type, Data>;
  /** Storage format: never rename it. */
  readonly type: Type;
  /** The version of its shape that is written today. */
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  /** What an event with this data belongs to. */
  readonly tags: (data: Data) => readonly string[];
  /** From every version before today's to the next; see the event store's `Upcaster`. */
  readonly upcasts?: Upcasts;
}

/** The event that an event type makes. */
export type EventOf<T> = T extends EventType<infer Type, infer Data> ? EventData<Type, Data> : never;

/**
 * Declares a type of event.
 * @example
 * const moneyDeposited = eventType({ type: 'MoneyDeposited', version: 1, schema, tags: ({ accountId }) => [`account:${accountId}`] });
 * moneyDeposited({ accountId, amount: '12.50' }); // { type: 'MoneyDeposited', version: 1, tags: ['account:42'], data: … }
 * @example
 * // A new shape is a new version, with an upcaster for what was written before; the type keeps its name.
 * eventType({ type: 'MoneyDeposited', version: 2, schema, tags, upcasts: { 1: (data: V1) => ({ ...data, channel: 'unknown' }) } });
 */
export const eventType = <const Type extends string, Data extends object>(definition: {
  readonly type: Type;
  readonly version: number;
  readonly schema: z.ZodType<Data>;
  readonly tags: (data: Data) => readonly string[];
  readonly upcasts?: Upcasts;
}): EventType<Type, Data> => {
  const { type, version, tags } = definition;
  return Object.assign((data: Data) => ({ type, version, tags: tags(data), data }), definition);
};
