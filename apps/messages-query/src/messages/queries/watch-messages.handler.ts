import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  EventStore,
  isEventStoreError,
  type Position,
  type RecordedEvent,
  Subscriptions,
  toPosition,
} from '@event-sourcing/event-store';
import { type MessageEvent, messageEventTypes, userTag } from '@event-sourcing/messages-domain';
import { evolveMessageView, messageView, type MessageView } from '../read-model';
import { type MessageChange, type MessagesWatched, WatchMessages } from './watch-messages.query';

const TYPES = messageEventTypes.map(({ type }) => type);

const KINDS: Readonly<Record<MessageEvent['type'], MessageChange['kind']>> = {
  MessageSent: 'sent',
  MessageRead: 'read',
  MessageDeleted: 'deleted',
};

/** Answers from the log, not from the projection: at every instance, whichever runs that. */
@QueryHandler(WatchMessages)
export class WatchMessagesHandler implements IQueryHandler<WatchMessages> {
  constructor(
    private readonly store: EventStore,
    private readonly subscriptions: Subscriptions,
  ) {}

  async execute({ userId, after: seen }: WatchMessages): Promise<MessagesWatched> {
    const after = seen === undefined ? await this.store.head() : await this.#reached(toPosition(seen));
    const query = { items: [{ types: TYPES, tags: [userTag(userId)] }] };
    return {
      after,
      changes: (signal) => this.#changes(this.subscriptions.follow<MessageEvent>({ query, after, signal })),
    };
  }

  /** @throws EventStoreError `position-beyond-head`; before the stream is open, which could not tell */
  async #reached(position: Position): Promise<Position> {
    try {
      await this.store.log.assertReached(position);
    } catch (error) {
      // A browser does not come back after a 503; a stream waits, and looks again when the store is back.
      if (!isEventStoreError(error, 'store-unavailable')) throw error;
    }
    return position;
  }

  async *#changes(events: AsyncIterable<RecordedEvent<MessageEvent>>): AsyncGenerator<MessageChange> {
    for await (const event of events) {
      const message = await this.#messageAt(event);
      if (message) yield { kind: KINDS[event.type], position: event.position, message };
    }
  }

  /** The message that an event is about: folded from its own few events, since the log alone is read. */
  async #messageAt(event: RecordedEvent<MessageEvent>): Promise<MessageView | undefined> {
    if (event.type === 'MessageSent') return evolveMessageView(undefined, event);
    const before = event.type === 'MessageDeleted' ? toPosition(event.position - 1) : event.position;
    return (await this.store.stateAt(messageView(event.data), before)).state;
  }
}
