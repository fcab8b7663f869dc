import type { Position, RecordedEvent } from '@event-sourcing/event-store';
import type { MessageEvent } from './events';
import type { MessageKey } from './ids';

/** A message as of a position. A deleted one is not absent: its id stays taken. */
export type MessageState =
  | { readonly status: 'absent' }
  | { readonly status: 'unread' }
  | {
      readonly status: 'read';
      /** Where it was read first: what a repeat answers with. */
      readonly readAtPosition: Position;
    }
  | { readonly status: 'deleted' };

/** What every message is before it was sent. */
export const ABSENT: MessageState = { status: 'absent' };

/** Folds one event into a message. Total: what is not about this message, or cannot follow, changes nothing. */
export const evolveMessage =
  ({ userId, messageId }: MessageKey) =>
  (state: MessageState, event: RecordedEvent<MessageEvent>): MessageState => {
    if (event.data.userId !== userId || event.data.messageId !== messageId) return state;
    switch (event.type) {
      case 'MessageSent':
        return state.status === 'absent' ? { status: 'unread' } : state;
      case 'MessageRead':
        return state.status === 'unread' ? { status: 'read', readAtPosition: event.position } : state;
      case 'MessageDeleted':
        return state.status === 'absent' ? state : { status: 'deleted' };
      default:
        return state;
    }
  };
