import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { messagesProjection, type MessagesRunner } from '../read-model';
import { ListMessages, type MessageList, type MessagesWanted } from './list-messages.query';

@QueryHandler(ListMessages)
export class ListMessagesHandler implements IQueryHandler<ListMessages> {
  constructor(@InjectProjection(messagesProjection.name) private readonly messages: MessagesRunner) {}

  execute({ wanted }: ListMessages): Promise<MessageList> {
    const { userId, unreadOnly, order, limit, beyond } = wanted;
    return this.messages.read(async (reading) => {
      const found = await reading
        .model('messages')
        .find(
          {
            userId,
            ...(unreadOnly && { read: false }),
            ...(beyond !== undefined && { sentPosition: beyondIn(order, beyond) }),
          },
          // One more than asked for: it tells whether there is another page.
          { sort: { sentPosition: order === 'asc' ? 1 : -1 }, limit: limit + 1 },
        )
        .toArray();
      const messages = found.slice(0, limit);
      const mailbox = await reading.model('mailboxes').findById(userId);
      return {
        position: reading.position,
        unread: mailbox?.unread ?? 0,
        messages,
        next: found.length > limit ? messages.at(-1)?.sentPosition : undefined,
      };
    });
  }
}

const beyondIn = (order: MessagesWanted['order'], position: number) =>
  order === 'asc' ? { $gt: position } : { $lt: position };
