import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { account, requireOpen } from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { untilLeft } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { type AccountAt, GetAccount } from './get-account.query';

@QueryHandler(GetAccount)
export class GetAccountHandler implements IQueryHandler<GetAccount> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, caller }: GetAccount): Promise<AccountAt> {
    const { state, position } = await this.store.stateOf(account(accountId), untilLeft());
    const open = requireOpen(state, accountId);
    requireOwnAccount(caller, open);
    return { account: open, position };
  }
}
