import { Command } from '@nestjs/cqrs';
import type { Position } from '@event-sourcing/event-store';
import type { MessageKey } from '@event-sourcing/messages-domain';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** Deletes a message; the result is the position of its deletion. */
export class DeleteMessage extends Command<Position> {
  constructor(
    readonly key: MessageKey,
    readonly context: CommandContext,
  ) {
    super();
  }
}
