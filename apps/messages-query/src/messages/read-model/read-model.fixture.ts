import { type RecordedEvent, toPosition } from '@event-sourcing/event-store';
import { userId } from '@event-sourcing/domain-kernel';
import { type MessageEvent, messageId, type MessageKey } from '@event-sourcing/messages-domain';

export const keyOf = (user: string, message: string): MessageKey => ({
  userId: userId.parse(user),
  messageId: messageId.parse(message),
});

/** A history as the log would hold it: from position 1, a minute between two events. */
export const recorded = (events: readonly MessageEvent[]): readonly RecordedEvent<MessageEvent>[] =>
  events.map((event, index) => ({
    ...event,
    position: toPosition(index + 1),
    recordedAt: new Date(Date.UTC(2030, 0, 1, 12, index + 1)),
    commitId: `commit-${index + 1}`,
    metadata: {},
  }));
