import { Query } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { Position } from '@event-sourcing/event-store';
import type { AccountRow } from '../projection';
import type { Paged } from './page-of';

/** A page of the accounts that are open, in the order in which they were opened. */
export interface AccountsFound {
  readonly accounts: readonly AccountRow[];
  readonly hasMore: boolean;
  readonly position: Position;
}

export class ListAccounts extends Query<AccountsFound> {
  constructor(
    readonly page: Paged,
    readonly owner: UserId | undefined,
  ) {
    super();
  }
}
