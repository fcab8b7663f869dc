import type { UserId } from '@event-sourcing/domain-kernel';
import { type DecisionModel, decisionModel, type RecordedEvent } from '@event-sourcing/event-store';
import {
  type MessageId,
  type MessageEvent,
  messageEventTypes,
  type MessageKey,
  messageTag,
} from '@event-sourcing/messages-domain';

/** A message as it is shown. A deleted one is not there. */
export interface MessageView extends MessageKey {
  readonly text: string;
  readonly from?: string;
  readonly sentAt: Date;
  /** Where it was sent: its place in lists. */
  readonly sentPosition: number;
  readonly read: boolean;
  /** When it was read first. */
  readonly readAt?: Date;
}

/** What a message is stored under. Ids hold no "/", so no two messages share a key. */
export const messageViewKey = ({ userId, messageId }: MessageKey): string => `${userId}/${messageId}`;

/** Folds one event into a message; `undefined`: there is none. */
export const evolveMessageView = (
  view: MessageView | undefined,
  event: RecordedEvent<MessageEvent>,
): MessageView | undefined => {
  switch (event.type) {
    case 'MessageSent':
      return view ?? { ...event.data, sentAt: event.recordedAt, sentPosition: event.position, read: false };
    case 'MessageRead':
      return view?.read === false ? { ...view, read: true, readAt: event.recordedAt } : view;
    case 'MessageDeleted':
      return undefined;
    default:
      return view;
  }
};

/** A message as of a position, from its own few events in the log. */
export const messageView = ({
  userId,
  messageId,
}: MessageKey): DecisionModel<MessageView | undefined, MessageEvent> => viewOf(userId, messageId);

const viewOf = decisionModel({
  name: 'message-view',
  query: (userId: UserId, messageId: MessageId) => ({
    items: [{ types: messageEventTypes.map(({ type }) => type), tags: [messageTag({ userId, messageId })] }],
  }),
  initial: undefined,
  evolve: (view: MessageView | undefined, event: RecordedEvent<MessageEvent>): MessageView | undefined =>
    evolveMessageView(view, event),
});
