import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account, closeAccount, requireOpen } from '@event-sourcing/bank-domain';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { carryOut, written } from '@event-sourcing/service-chassis';
import { requireAllowed } from '../../ownership';
import { CloseAccount } from './close-account.command';

@CommandHandler(CloseAccount)
export class CloseAccountHandler implements ICommandHandler<CloseAccount> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, context }: CloseAccount): Promise<Position> {
    const decided = await carryOut(
      this.store,
      { account: account(accountId) },
      (states) => {
        requireAllowed(context, requireOpen(states.account, accountId));
        return closeAccount(states.account, { accountId });
      },
      context,
    );
    return written(decided).commit.lastPosition;
  }
}
