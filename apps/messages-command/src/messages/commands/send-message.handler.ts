import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore } from '@event-sourcing/event-store';
import { message, sendMessage } from '@event-sourcing/messages-domain';
import { decideOptions } from './decide-options';
import { newMessageId } from './new-message-id';
import { SendMessage, type SentMessage } from './send-message.command';
import { sentMessageOf } from './sent-message';
import { writtenCommit } from './written-commit';

@CommandHandler(SendMessage)
export class SendMessageHandler implements ICommandHandler<SendMessage> {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async execute({ message: toSend, identity }: SendMessage): Promise<SentMessage> {
    const command = { ...toSend, messageId: toSend.messageId ?? newMessageId(identity) };
    const decided = await this.store.decide(
      { message: message(command) },
      (states) => sendMessage(states.message, command),
      decideOptions(identity),
    );
    return sentMessageOf(writtenCommit(decided));
  }
}
