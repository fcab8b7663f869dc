import { Query } from '@nestjs/cqrs';
import type { MessageKey } from '@event-sourcing/messages-domain';
import type { MessageView } from '../read-model';

export interface FoundMessage {
  /** What the answer reflects. */
  readonly position: number;
  readonly message: MessageView;
}

/** One message; refused with `message-not-found` when it was not sent, or deleted. */
export class GetMessage extends Query<FoundMessage> {
  constructor(readonly key: MessageKey) {
    super();
  }
}
