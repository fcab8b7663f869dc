import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { messagesProjection, type MessagesRunner } from '../read-model';
import { CountUnread, type UnreadCount } from './count-unread.query';
import { unreadIn } from './unread-in';

@QueryHandler(CountUnread)
export class CountUnreadHandler implements IQueryHandler<CountUnread> {
  constructor(@InjectProjection(messagesProjection.name) private readonly messages: MessagesRunner) {}

  execute({ userId }: CountUnread): Promise<UnreadCount> {
    return this.messages.read(async (reading) => ({
      position: reading.position,
      unread: await unreadIn(reading, userId),
    }));
  }
}
