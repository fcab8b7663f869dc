import { Query } from '@nestjs/cqrs';
import type { UserId } from '@event-sourcing/domain-kernel';
import type { Position } from '@event-sourcing/event-store';
import type { Page, PageRequest } from '@event-sourcing/service-chassis';
import type { AccountRow } from '../read-model';

/** A page of the accounts that are open, in the order in which they were opened. */
export interface AccountsFound extends Page<AccountRow> {
  readonly position: Position;
}

export class ListAccounts extends Query<AccountsFound> {
  constructor(
    readonly page: PageRequest,
    readonly owner: UserId | undefined,
  ) {
    super();
  }
}
