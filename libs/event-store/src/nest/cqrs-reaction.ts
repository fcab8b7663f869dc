import type { EventData, RecordedEvent } from '../contract';
import type { Reaction, ReactionContext } from '../reactions';
import { EventHandlers } from './event-handlers';
import type { ReactionFactory } from './feature';

/** What an `@EventsHandler` class is given of a recorded event; extend it to name what is handled. */
export class Delivered<Event extends EventData<string, object> = EventData> {
  constructor(
    readonly event: RecordedEvent<Event>,
    readonly context: ReactionContext,
  ) {}
}

/** A reaction whose work is done by `@EventsHandler` classes. */
export interface CqrsReaction<Event extends EventData<string, object>> extends Omit<
  Reaction<Event>,
  'react'
> {
  /** The class that handlers name in `@EventsHandler(…)`. */
  readonly delivers: new (event: RecordedEvent<Event>, context: ReactionContext) => object;
}

/**
 * Delivers events to the `@EventsHandler` classes of @nestjs/cqrs durably: they are called in the order of their key and
 * awaited; only then the checkpoint moves. What one of them throws is retried or parked, as the reaction says: then all of
 * them are called again. Several for one event have keys of their own: see `Effect`.
 *
 * ```ts
 * class TransferArrived extends Delivered<MoneyTransferred> {}
 *
 * @EventsHandler(TransferArrived)
 * class SendNotice implements IEventHandler<TransferArrived> {
 *   async handle({ event, context }: TransferArrived) { … }
 * }
 *
 * EventStoreModule.forFeature({
 *   providers: [SendNotice],
 *   reactions: [
 *     cqrsReaction({ name: 'notices', query, key: (event) => event.data.to, delivers: TransferArrived }),
 *   ],
 * })
 * ```
 */
export const cqrsReaction = <Event extends EventData<string, object>>({
  delivers,
  ...reaction
}: CqrsReaction<Event>): ReactionFactory<Event> => ({
  name: reaction.name,
  inject: [EventHandlers],
  useFactory: (handlers: EventHandlers): Reaction<Event> => {
    handlers.expect(delivers);
    return {
      ...reaction,
      react: (event, context) => handlers.deliver(delivers, context, (own) => new delivers(event, own)),
    };
  },
});
