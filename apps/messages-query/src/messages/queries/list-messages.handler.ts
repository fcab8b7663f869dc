import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { messagesProjection, type MessagesRunner } from '../read-model';
import { ListMessages, type MessageList, type MessagesWanted } from './list-messages.query';
import { unreadIn } from './unread-in';

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
      return {
        position: reading.position,
        unread: await unreadIn(reading, userId),
        messages,
        next: found.length > limit ? messages.at(-1)?.sentPosition : undefined,
      };
    });
  }
}

const beyondIn = (order: MessagesWanted['order'], position: number) =>
  order === 'asc' ? { $gt: position } : { $lt: position };
