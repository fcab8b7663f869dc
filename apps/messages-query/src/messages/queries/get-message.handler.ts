import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import { refuse } from '@event-sourcing/domain-kernel';
import { untilLeft } from '@event-sourcing/service-chassis';
import { messagesProjection, messageViewKey, type MessagesRunner } from '../read-model';
import { type FoundMessage, GetMessage } from './get-message.query';

@QueryHandler(GetMessage)
export class GetMessageHandler implements IQueryHandler<GetMessage> {
  constructor(@InjectProjection(messagesProjection.name) private readonly messages: MessagesRunner) {}

  async execute({ key }: GetMessage): Promise<FoundMessage> {
    const { userId, messageId } = key;
    const { position, document: message } = await this.messages.findById(
      'messages',
      messageViewKey(key),
      untilLeft(),
    );
    return message === null
      ? refuse('message-not-found', { userId, messageId }, `User ${userId} has no message ${messageId}.`)
      : { position, message };
  }
}
