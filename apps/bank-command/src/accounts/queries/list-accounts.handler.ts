import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectProjection } from '@event-sourcing/event-store/nest';
import type { ProjectionRunner } from '@event-sourcing/event-store';
import { keyset, readPage, untilLeft } from '@event-sourcing/service-chassis';
import { accountsProjection } from '../read-model';
import { type AccountsFound, ListAccounts } from './list-accounts.query';

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(
    @InjectProjection(accountsProjection.name)
    private readonly projection: ProjectionRunner<typeof accountsProjection.models>,
  ) {}

  execute({ page, owner }: ListAccounts): Promise<AccountsFound> {
    const { beyond, direction, atMost } = keyset(page);
    return this.projection.read(async (reading) => {
      const found = reading
        .model('accounts')
        .find(
          { ...(owner !== undefined && { owner }), ...(beyond && { openedAtPosition: beyond }) },
          { sort: { openedAtPosition: direction }, limit: atMost },
        );
      return {
        ...(await readPage(found, page, ({ openedAtPosition }) => openedAtPosition)),
        position: reading.position,
      };
    }, untilLeft());
  }
}
