import { setTimeout } from 'node:timers/promises';
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

/** How long a stream waits for a store that may be away before it is opened all the same. */
const STORE_WITHIN_MS = 2_000;

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
    const after = await this.#start(seen);
    const query = { items: [{ types: TYPES, tags: [userTag(userId)] }] };
    return {
      after,
      changes: (signal) => this.#changes(this.subscriptions.follow<MessageEvent>({ query, after, signal })),
    };
  }

  /**
   * Where a stream begins. A browser does not come back after a 503, so a store that is away only takes the stream back to
   * the last head that this instance knows: it may tell what happened shortly before it was asked for, and misses nothing.
   * @throws EventStoreError `position-beyond-head`; before the stream is open, which could not tell
   */
  async #start(seen: number | undefined): Promise<Position> {
    const { log } = this.store;
    const look = seen === undefined ? log.tail.confirm() : log.assertReached(toPosition(seen));
    const shown = look.catch((error: unknown) => {
      if (!isEventStoreError(error, 'store-unavailable')) throw error;
    });
    await Promise.race([shown, setTimeout(STORE_WITHIN_MS, undefined, { ref: false })]);
    return seen === undefined ? log.tail.head : toPosition(seen);
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
