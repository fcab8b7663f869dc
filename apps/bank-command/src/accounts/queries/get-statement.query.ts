import { Query } from '@nestjs/cqrs';
import type { AccountId, Money, OpenAccount, StatementLine, TimeRange } from '@event-sourcing/bank-domain';
import type { Position } from '@event-sourcing/event-store';
import type { Paged } from './page-of';

/** Which lines of a statement. */
export interface StatementPage extends Paged {
  readonly range: TimeRange;
}

/** A page of a statement. */
export interface StatementFound {
  /** As of `position`. */
  readonly account: OpenAccount;
  /** Before the first line of the whole range, on every page. */
  readonly openingBalance: Money;
  readonly lines: readonly StatementLine[];
  readonly hasMore: boolean;
  readonly position: Position;
}

/** What moved on an account in its present life. */
export class GetStatement extends Query<StatementFound> {
  constructor(
    readonly accountId: AccountId,
    readonly page: StatementPage,
  ) {
    super();
  }
}
