import { eventType, freeText, messageText, userId, type EventOf } from '@event-sourcing/domain-kernel';
import { z } from 'zod';
import { messageId, messageTag, userTag, type MessageKey } from './ids';

const key = z.strictObject({ userId, messageId });

const tags = (message: MessageKey): readonly string[] => [userTag(message.userId), messageTag(message)];

export const messageSent = eventType({
  type: 'MessageSent',
  version: 1,
  schema: key.extend({ text: messageText, from: freeText.exactOptional() }).readonly(),
  tags,
});

/** A message was read for the first time; later times are not recorded. */
export const messageRead = eventType({ type: 'MessageRead', version: 1, schema: key.readonly(), tags });

/** Says whether the message had been read: who counts the unread ones of a user need not know each of them. */
export const messageDeleted = eventType({
  type: 'MessageDeleted',
  version: 1,
  schema: key.extend({ wasRead: z.boolean() }).readonly(),
  tags,
});

export type MessageSent = EventOf<typeof messageSent>;
export type MessageRead = EventOf<typeof messageRead>;
export type MessageDeleted = EventOf<typeof messageDeleted>;

/** Everything that happens to messages. */
export type MessageEvent = MessageSent | MessageRead | MessageDeleted;

/** Every event type of the messages, for a registry. */
export const messageEventTypes = [messageSent, messageRead, messageDeleted] as const;
