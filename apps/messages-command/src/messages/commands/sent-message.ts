import type { Commit } from '@event-sourcing/event-store';
import { messageSent } from '@event-sourcing/messages-domain';
import type { SentMessage } from './send-message.command';

/** What the sender is told, from what is stored: the same for every repeat. */
export const sentMessageOf = ({ id, events }: Commit): SentMessage => {
  const sent = events.find(({ type }) => type === messageSent.type);
  if (sent === undefined) throw new Error(`No message was sent in commit ${id}.`);
  const { userId, messageId } = messageSent.schema.parse(sent.data);
  return { messageId, userId, sentAt: sent.recordedAt, position: sent.position };
};
