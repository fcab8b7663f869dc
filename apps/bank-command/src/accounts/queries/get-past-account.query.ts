import { Query } from '@nestjs/cqrs';
import type { AccountId } from '@event-sourcing/bank-domain';
import type { Principal } from '@event-sourcing/service-chassis';
import type { AccountAt } from './get-account.query';

/** A moment of the past: a time, or a position. */
export type Moment = { readonly at: Date } | { readonly position: number };

/** An account as it was; an account that was not open then is not found. */
export class GetPastAccount extends Query<AccountAt> {
  constructor(
    readonly accountId: AccountId,
    readonly moment: Moment,
    readonly caller: Principal,
  ) {
    super();
  }
}
