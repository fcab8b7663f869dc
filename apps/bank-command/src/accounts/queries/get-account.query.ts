import { Query } from '@nestjs/cqrs';
import type { AccountId, Account } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { Principal } from '@event-sourcing/service-chassis';

/** An account as of a position. */
export interface AccountAt {
  readonly account: Account;
  readonly position: Position;
}

/** An account as it is: every command answered before the query came is in it. */
export class GetAccount extends Query<AccountAt> {
  constructor(
    readonly accountId: AccountId,
    readonly caller: Principal,
  ) {
    super();
  }
}
