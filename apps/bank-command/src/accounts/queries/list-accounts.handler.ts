import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ACCOUNTS, type AccountsProjection } from '../projection';
import { type AccountsFound, ListAccounts } from './list-accounts.query';

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(@Inject(ACCOUNTS) private readonly projection: AccountsProjection) {}

  execute({ page: { order, cursor, limit }, owner }: ListAccounts): Promise<AccountsFound> {
    return this.projection.read(async (reading) => {
      const found = await reading
        .model('accounts')
        .find({
          ...(owner !== undefined && { owner }),
          ...(cursor !== undefined && {
            openedAtPosition: order === 'asc' ? { $gt: cursor } : { $lt: cursor },
          }),
        })
        .sort({ openedAtPosition: order === 'asc' ? 1 : -1 })
        .limit(limit + 1)
        .toArray();
      return {
        accounts: found.slice(0, limit),
        hasMore: found.length > limit,
        position: reading.position,
      };
    });
  }
}
