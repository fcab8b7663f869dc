import { Query } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { Order } from '@event-sourcing/service-chassis';
import type { MessageView } from '../read-model';

/** Which messages of a user are meant. */
export interface MessagesWanted {
  readonly userId: UserId;
  readonly unreadOnly: boolean;
  /** By the position where they were sent. */
  readonly order: Order;
  /** 1 to 500. */
  readonly limit: number;
  /** Where the last message of the page before was sent: only those that follow it, in the order asked for. */
  readonly beyond: number | undefined;
}

export interface MessageList {
  /** What all parts of the answer reflect. */
  readonly position: number;
  /** Of all messages of the user, whatever is listed. */
  readonly unread: number;
  readonly messages: readonly MessageView[];
  /** Where the last message of this page was sent, when there is another page. */
  readonly next: number | undefined;
}

export class ListMessages extends Query<MessageList> {
  constructor(readonly wanted: MessagesWanted) {
    super();
  }
}
