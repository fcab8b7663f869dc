import { Command } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { Position } from '@event-sourcing/event-store';
import type { MessageId } from '@event-sourcing/messages-domain';
import type { CommandContext } from '@event-sourcing/service-chassis';

/** A message to a user. */
export interface MessageToSend {
  readonly userId: UserId;
  /** Made by the service when the sender gives none. */
  readonly messageId?: MessageId | undefined;
  readonly text: string;
  readonly from?: string | undefined;
}

/** What the sender is told. */
export interface SentMessage {
  readonly messageId: MessageId;
  readonly userId: UserId;
  readonly sentAt: Date;
  readonly position: Position;
}

export class SendMessage extends Command<SentMessage> {
  constructor(
    readonly message: MessageToSend,
    readonly context: CommandContext,
  ) {
    super();
  }
}
