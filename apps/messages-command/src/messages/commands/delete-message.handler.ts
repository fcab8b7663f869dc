import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { deleteMessage, message } from '@event-sourcing/messages-domain';
import { carryOut, written } from '@event-sourcing/service-chassis';
import { DeleteMessage } from './delete-message.command';

@CommandHandler(DeleteMessage)
export class DeleteMessageHandler implements ICommandHandler<DeleteMessage> {
  constructor(private readonly store: EventStore) {}

  async execute({ key, context }: DeleteMessage): Promise<Position> {
    const decided = await carryOut(
      this.store,
      { message: message(key) },
      (states) => deleteMessage(states.message, key),
      context,
    );
    return written(decided).commit.lastPosition;
  }
}
