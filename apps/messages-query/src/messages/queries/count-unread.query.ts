import { Query } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';

export interface UnreadCount {
  /** What the answer reflects. */
  readonly position: number;
  readonly unread: number;
}

/** How many messages of a user are unread; 0 for a user nobody wrote to. */
export class CountUnread extends Query<UnreadCount> {
  constructor(readonly userId: UserId) {
    super();
  }
}
