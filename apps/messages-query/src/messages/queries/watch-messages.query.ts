import { Query } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { MessageView } from '../read-model';

/** What happened to a message of a user. */
export interface MessageChange {
  readonly kind: 'sent' | 'read' | 'deleted';
  readonly position: number;
  /** As it was after the change; a deleted one as it was before. */
  readonly message: MessageView;
}

export interface MessagesWatched {
  /** Only what comes after it is told. */
  readonly after: number;
  /** Without an end, until the signal aborts. */
  readonly changes: (signal: AbortSignal) => AsyncIterable<MessageChange>;
}

/** What happens to the messages of a user from now on, or after a position that was seen before. */
export class WatchMessages extends Query<MessagesWatched> {
  constructor(
    readonly userId: UserId,
    readonly after: number | undefined,
  ) {
    super();
  }
}
