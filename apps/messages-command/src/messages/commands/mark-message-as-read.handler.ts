import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { markMessageAsRead, message } from '@event-sourcing/messages-domain';
import { carryOut } from '@event-sourcing/service-chassis';
import { MarkMessageAsRead } from './mark-message-as-read.command';

@CommandHandler(MarkMessageAsRead)
export class MarkMessageAsReadHandler implements ICommandHandler<MarkMessageAsRead> {
  constructor(private readonly store: EventStore) {}

  async execute({ key, context }: MarkMessageAsRead): Promise<Position> {
    const decided = await carryOut(
      this.store,
      { message: message(key) },
      (states) => markMessageAsRead(states.message, key),
      context,
    );
    if (decided.kind === 'written') return decided.commit.lastPosition;
    const { message: state } = decided.states;
    if (state.status === 'read') return state.readAtPosition;
    throw new Error(`Nothing was written about a message that is ${state.status}.`);
  }
}
