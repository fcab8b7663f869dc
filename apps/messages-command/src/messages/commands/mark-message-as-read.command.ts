import { Command } from '@nestjs/cqrs';
import type { Position } from '@event-sourcing/event-store';
import type { MessageKey } from '@event-sourcing/messages-domain';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** Marks a message as read; the result is the position where it was read first. */
export class MarkMessageAsRead extends Command<Position> {
  constructor(
    readonly key: MessageKey,
    readonly context: CommandContext,
  ) {
    super();
  }
}
