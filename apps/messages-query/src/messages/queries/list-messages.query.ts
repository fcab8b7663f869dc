import { Query } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { Page, PageRequest } from '@event-sourcing/service-chassis';
import type { MessageView } from '../read-model';

/** A page of the messages of a user, in the order in which they were sent. */
export interface MessagesFound extends Page<MessageView> {
  /** What all parts of the answer reflect. */
  readonly position: number;
  /** Of all messages of the user, whatever is listed. */
  readonly unread: number;
}

export class ListMessages extends Query<MessagesFound> {
  constructor(
    readonly userId: UserId,
    readonly unreadOnly: boolean,
    readonly page: PageRequest,
  ) {
    super();
  }
}
