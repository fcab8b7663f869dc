import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { account, requireOpen, statement, statementBetween } from '@event-sourcing/bank-domain';
import { EventStore, toPosition } from '@event-sourcing/event-store';
import { cutPage } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { recordedBankEvents } from './recorded-bank-events';
import { GetStatement, type StatementFound } from './get-statement.query';

@QueryHandler(GetStatement)
export class GetStatementHandler implements IQueryHandler<GetStatement> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, page, caller }: GetStatement): Promise<StatementFound> {
    const model = account(accountId);
    const { state, position } = await this.store.stateOf(model);
    const open = requireOpen(state, accountId);
    requireOwnAccount(caller, open);
    const life = { after: toPosition(open.openedAtPosition - 1), upTo: position };
    const { lines } = statement(accountId, await recordedBankEvents(this.store.read(model.query, life)));
    const within = statementBetween(open, lines, page.range);
    return {
      account: open,
      openingBalance: within.openingBalance,
      ...cutPage(within.lines, page, (line) => line.position),
      position,
    };
  }
}
