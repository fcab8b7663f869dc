import { freeText, messageText, userId } from '@event-sourcing/domain-kernel';
import { messageId } from '@event-sourcing/messages-domain';
import { z } from 'zod';

export const userParams = z.strictObject({ userId });
export type UserParams = z.output<typeof userParams>;

export const messageParams = z.strictObject({ userId, messageId });
export type MessageParams = z.output<typeof messageParams>;

export const sendMessageBody = z
  .strictObject({
    messageId: messageId.optional(),
    text: messageText,
    from: freeText.optional(),
  })
  .meta({ id: 'SendMessage', example: { text: 'See you at eight!', from: 'ann' } });
export type SendMessageBody = z.output<typeof sendMessageBody>;
