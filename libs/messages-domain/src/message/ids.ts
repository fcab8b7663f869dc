import { entityId, type UserId } from '@event-sourcing/domain-kernel';
import type { z } from 'zod';

/** Names a message among those of one user; stays taken after the message was deleted. */
export const messageId = entityId.brand<'MessageId'>();
export type MessageId = z.output<typeof messageId>;

/** A message, anywhere: its id alone says nothing, since ids are per user. */
export interface MessageKey {
  readonly userId: UserId;
  readonly messageId: MessageId;
}

/** Everything about the messages of a user. */
export const userTag = (userId: UserId): string => `user:${userId}`;

/** Everything about one message. Ids hold no "/", so no two messages share a tag. */
export const messageTag = ({ userId, messageId }: MessageKey): string => `message:${userId}/${messageId}`;
