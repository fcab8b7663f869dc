import { userId } from '@event-sourcing/domain-kernel';
import { messageId } from '@event-sourcing/messages-domain';
import { pageQuery, queryBoolean } from '@event-sourcing/service-chassis';
import { z } from 'zod';

export const userParams = z.strictObject({ userId });
export type UserParams = z.output<typeof userParams>;

export const messageParams = z.strictObject({ userId, messageId });
export type MessageParams = z.output<typeof messageParams>;

export const listQuery = z.strictObject({
  ...pageQuery,
  /** Only the unread ones; all of them when it is false or absent. */
  unread: queryBoolean.default(false),
});
export type ListQuery = z.output<typeof listQuery>;
