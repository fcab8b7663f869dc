import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { untilLeft } from '@event-sourcing/service-chassis';
import { messagesProjection, type MessagesRunner } from '../read-model';
import { CountUnread, type UnreadCount } from './count-unread.query';

@QueryHandler(CountUnread)
export class CountUnreadHandler implements IQueryHandler<CountUnread> {
  constructor(@InjectProjection(messagesProjection.name) private readonly messages: MessagesRunner) {}

  async execute({ userId }: CountUnread): Promise<UnreadCount> {
    const { position, document: mailbox } = await this.messages.findById('mailboxes', userId, untilLeft());
    return { position, unread: mailbox?.unread ?? 0 };
  }
}
