import type { UserId } from '@event-sourcing/domain-kernel';
import type { DecisionModel, RecordedEvent } from '@event-sourcing/event-store';
import { decisionModel } from '@event-sourcing/event-store/models';
import { messageEventTypes, type MessageEvent } from './events';
import { type MessageId, messageTag, type MessageKey } from './ids';
import { ABSENT, evolveMessage, type MessageState } from './state';

const MESSAGE_EVENTS = messageEventTypes.map(({ type }) => type);

const messageOf = decisionModel({
  name: 'message',
  query: (userId: UserId, messageId: MessageId) => ({
    items: [{ types: MESSAGE_EVENTS, tags: [messageTag({ userId, messageId })] }],
  }),
  initial: ABSENT,
  evolve: (state, event: RecordedEvent<MessageEvent>, userId, messageId): MessageState =>
    evolveMessage({ userId, messageId })(state, event),
});

/** One message: what happens to others, those of the same user included, never stands in its way. */
export const message = ({ userId, messageId }: MessageKey): DecisionModel<MessageState, MessageEvent> =>
  messageOf(userId, messageId);
