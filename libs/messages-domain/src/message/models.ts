import type { DecisionModel } from '@event-sourcing/event-store';
import { messageEventTypes, type MessageEvent } from './events';
import { messageTag, type MessageKey } from './ids';
import { ABSENT, evolveMessage, type MessageState } from './state';

const MESSAGE_EVENTS = messageEventTypes.map(({ type }) => type);

/** One message: what happens to others, those of the same user included, never stands in its way. */
export const message = (key: MessageKey): DecisionModel<MessageState, MessageEvent> => ({
  name: 'message',
  query: { items: [{ types: MESSAGE_EVENTS, tags: [messageTag(key)] }] },
  initial: ABSENT,
  evolve: evolveMessage(key),
});
