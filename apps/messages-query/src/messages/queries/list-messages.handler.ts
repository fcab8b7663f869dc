import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { keyset, readPage, untilLeft } from '@event-sourcing/service-chassis';
import { messagesProjection, type MessagesRunner } from '../read-model';
import { ListMessages, type MessagesFound } from './list-messages.query';

@QueryHandler(ListMessages)
export class ListMessagesHandler implements IQueryHandler<ListMessages> {
  constructor(@InjectProjection(messagesProjection.name) private readonly messages: MessagesRunner) {}

  execute({ userId, unreadOnly, page }: ListMessages): Promise<MessagesFound> {
    const { beyond, direction, atMost } = keyset(page);
    return this.messages.read(async (reading) => {
      const found = reading
        .model('messages')
        .find(
          { userId, ...(unreadOnly && { read: false }), ...(beyond && { sentPosition: beyond }) },
          { sort: { sentPosition: direction }, limit: atMost },
        );
      const mailbox = await reading.model('mailboxes').findById(userId);
      return {
        ...(await readPage(found, page, ({ sentPosition }) => sentPosition)),
        unread: mailbox?.unread ?? 0,
        position: reading.position,
      };
    }, untilLeft());
  }
}
