import type { UserId } from '@event-sourcing/domain-kernel';
import type { MessagesReading } from '../read-model';

/** How many messages of a user are unread, as of a reading. */
export const unreadIn = async (reading: MessagesReading, userId: UserId): Promise<number> =>
  (await reading.model('mailboxes').findOne({ _id: userId }))?.unread ?? 0;
