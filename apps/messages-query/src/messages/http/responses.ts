import { userId } from '@event-sourcing/domain-kernel';
import { messageId } from '@event-sourcing/messages-domain';
import { z } from 'zod';
import type { MessageView } from '../read-model';

const time = z.iso.datetime().meta({ description: 'In UTC, with milliseconds.' });
const unread = z.int().min(0).meta({ description: 'All unread messages of the user, whatever is listed.' });

export const messageBody = z
  .object({
    messageId,
    text: z.string(),
    from: z.string().optional(),
    sentAt: time,
    read: z.boolean(),
    readAt: time.optional().meta({ description: 'When it was read first.' }),
  })
  .meta({ id: 'Message' });

export const messageListBody = z
  .object({
    userId,
    unread,
    messages: z.array(messageBody),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'MessageList' });

export const unreadCountBody = z.object({ userId, unread }).meta({ id: 'UnreadCount' });

/** A message as clients see it. */
export const viewMessage = ({
  messageId,
  text,
  from,
  sentAt,
  read,
  readAt,
}: MessageView): z.output<typeof messageBody> => ({
  messageId,
  text,
  ...(from !== undefined && { from }),
  sentAt: sentAt.toISOString(),
  read,
  ...(readAt !== undefined && { readAt: readAt.toISOString() }),
});
