import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import type { ProjectionRunner } from '@event-sourcing/event-store';
import { accountsProjection } from '../projection';
import { type AccountsFound, ListAccounts } from './list-accounts.query';

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(
    @InjectProjection(accountsProjection.name)
    private readonly projection: ProjectionRunner<typeof accountsProjection.models>,
  ) {}

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
