import type { RecordedEvent } from '@event-sourcing/event-store';
import type { MessageEvent } from '@event-sourcing/messages-domain';

/** What is known of a user without looking at each message: a count costs one document, however many there are. */
export interface Mailbox {
  readonly unread: number;
}

const change = (event: RecordedEvent<MessageEvent>): number => {
  switch (event.type) {
    case 'MessageSent':
      return 1;
    case 'MessageRead':
      return -1;
    case 'MessageDeleted':
      return event.data.wasRead ? 0 : -1;
    default:
      return 0;
  }
};

/** Folds one event into a user's mailbox; one that nobody wrote to yet is not stored. */
export const evolveMailbox = (
  mailbox: Mailbox | undefined,
  event: RecordedEvent<MessageEvent>,
): Mailbox | undefined => {
  const by = change(event);
  return by === 0 ? mailbox : { unread: (mailbox?.unread ?? 0) + by };
};
