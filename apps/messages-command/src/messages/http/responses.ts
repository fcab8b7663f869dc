import { userId } from '@event-sourcing/domain-kernel';
import { messageId } from '@event-sourcing/messages-domain';
import { z } from 'zod';

export const sentMessageBody = z
  .object({
    messageId,
    userId,
    sentAt: z.iso.datetime().meta({ description: 'In UTC, with milliseconds.' }),
    position: z.int().min(1),
  })
  .meta({ id: 'SentMessage' });
