import { defineProjection, type ProjectionRunner, readModel } from '@event-sourcing/event-store';
import { type MessageEvent, messageEventTypes } from '@event-sourcing/messages-domain';
import { evolveMailbox, type Mailbox } from './mailbox';
import { evolveMessageView, type MessageView, messageViewKey } from './message-view';

/** The messages of all users and their mailboxes: one projection, so that lists and counts agree. */
export const messagesProjection = defineProjection({
  name: 'messages',
  version: 1,
  query: { items: [{ types: messageEventTypes.map(({ type }) => type) }] },
  models: {
    messages: readModel<MessageView, MessageEvent>({
      keys: ({ data }) => [messageViewKey(data)],
      evolve: evolveMessageView,
      indexes: [
        { key: { userId: 1, sentPosition: 1 }, name: 'list' },
        { key: { userId: 1, read: 1, sentPosition: 1 }, name: 'unread' },
      ],
    }),
    mailboxes: readModel<Mailbox, MessageEvent>({
      keys: ({ data }) => [data.userId],
      evolve: evolveMailbox,
    }),
  },
});

/** What runs it in this process, and reads what it has stored. */
export type MessagesRunner = ProjectionRunner<typeof messagesProjection.models>;
