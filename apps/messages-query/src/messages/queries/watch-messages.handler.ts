import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { EventStore, type RecordedEvent, Subscriptions, toPosition } from '@event-sourcing/event-store';
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
    const after = toPosition(seen ?? (await this.store.head()));
    const query = { items: [{ types: TYPES, tags: [userTag(userId)] }] };
    return {
      after,
      changes: (signal) => this.#changes(this.subscriptions.follow<MessageEvent>({ query, after, signal })),
    };
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
