import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { deleteMessage, message } from '@event-sourcing/messages-domain';
import { decideOptions } from './decide-options';
import { DeleteMessage } from './delete-message.command';
import { writtenCommit } from './written-commit';

@CommandHandler(DeleteMessage)
export class DeleteMessageHandler implements ICommandHandler<DeleteMessage> {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async execute({ key, identity }: DeleteMessage): Promise<Position> {
    const decided = await this.store.decide(
      { message: message(key) },
      (states) => deleteMessage(states.message, key),
      decideOptions(identity),
    );
    return writtenCommit(decided).lastPosition;
  }
}
