import type { MessageView } from '../read-model';

/** A message as clients see it. */
export interface MessageBody {
  readonly messageId: string;
  readonly text: string;
  readonly from?: string;
  readonly sentAt: string;
  readonly read: boolean;
  readonly readAt?: string;
}

export const messageBody = ({ messageId, text, from, sentAt, read, readAt }: MessageView): MessageBody => ({
  messageId,
  text,
  ...(from !== undefined && { from }),
  sentAt: sentAt.toISOString(),
  read,
  ...(readAt !== undefined && { readAt: readAt.toISOString() }),
});
