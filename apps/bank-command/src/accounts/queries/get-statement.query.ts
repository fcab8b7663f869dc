import { Query } from '@nestjs/cqrs';
import type { AccountId, Money, Account, StatementLine } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { Page, PageRequest, Principal } from '@event-sourcing/service-chassis';

/** A stretch of time: `from` inclusive, `to` exclusive; open-ended where absent. */
export interface TimeRange {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Which lines of a statement. */
export interface StatementPage extends PageRequest {
  readonly range: TimeRange;
}

/** A page of a statement. */
export interface StatementFound extends Page<StatementLine> {
  /** As of `position`. */
  readonly account: Account;
  /** Before the first line of the whole range, on every page. */
  readonly openingBalance: Money;
  readonly position: Position;
}

/** What moved on an account in its present life. */
export class GetStatement extends Query<StatementFound> {
  constructor(
    readonly accountId: AccountId,
    readonly page: StatementPage,
    readonly caller: Principal,
  ) {
    super();
  }
}
