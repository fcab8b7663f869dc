import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { MESSAGES, type MessagesRunner } from '../read-model';
import { CountUnread, type UnreadCount } from './count-unread.query';
import { unreadIn } from './unread-in';

@QueryHandler(CountUnread)
export class CountUnreadHandler implements IQueryHandler<CountUnread> {
  constructor(@Inject(MESSAGES) private readonly messages: MessagesRunner) {}

  execute({ userId }: CountUnread): Promise<UnreadCount> {
    return this.messages.read(async (reading) => ({
      position: reading.position,
      unread: await unreadIn(reading, userId),
    }));
  }
}
