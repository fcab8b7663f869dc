import { userId } from '@event-sourcing/domain-kernel';
import { messageId } from '@event-sourcing/messages-domain';
import { pageQuery, queryBoolean, queryPosition } from '@event-sourcing/service-chassis';
import { z } from 'zod';

export const userParams = z.strictObject({ userId });
export type UserParams = z.output<typeof userParams>;

export const messageParams = z.strictObject({ userId, messageId });
export type MessageParams = z.output<typeof messageParams>;

export const listQuery = z.strictObject({
  ...pageQuery,
  unread: queryBoolean
    .default(false)
    .meta({ description: 'Only the unread ones; all of them when it is false or absent.' }),
});
export type ListQuery = z.output<typeof listQuery>;

export const streamQuery = z.strictObject({
  lastEventId: queryPosition.optional().meta({
    description: 'The position that was seen last, from who can send no header.',
  }),
});
export type StreamQuery = z.output<typeof streamQuery>;
