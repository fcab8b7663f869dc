import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore } from '@event-sourcing/event-store';
import { message, messageId, messageSent, sendMessage } from '@event-sourcing/messages-domain';
import { carryOut, dataOf, newId, SERVICE_SETTINGS, written } from '@event-sourcing/service-chassis';
import type { Settings } from '../../settings';
import { SendMessage, type SentMessage } from './send-message.command';
import { senderOf } from './sender';

@CommandHandler(SendMessage)
export class SendMessageHandler implements ICommandHandler<SendMessage> {
  constructor(
    private readonly store: EventStore,
    @Inject(SERVICE_SETTINGS) private readonly settings: Settings,
  ) {}

  async execute({ message: toSend, context }: SendMessage): Promise<SentMessage> {
    const id = toSend.messageId ?? messageId.parse(newId('message', context.command));
    const from = senderOf(context.principal, toSend.from, this.settings.SERVICE_SENDERS);
    const command = { ...toSend, from, messageId: id };
    const decided = await carryOut(
      this.store,
      { message: message(command) },
      (states) => sendMessage(states.message, command),
      context,
    );
    const { commit } = written(decided);
    const { userId, messageId: sentId } = dataOf(commit, messageSent);
    return { messageId: sentId, userId, sentAt: commit.recordedAt, position: commit.lastPosition };
  }
}
