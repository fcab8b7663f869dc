import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { account, closeAccount, requireOpen } from '@event-sourcing/bank-domain';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { decideOptions, requireVersion, written } from '../../store';
import { CloseAccount } from './close-account.command';

@CommandHandler(CloseAccount)
export class CloseAccountHandler implements ICommandHandler<CloseAccount> {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async execute({ accountId, asked }: CloseAccount): Promise<Position> {
    const decided = await this.store.decide(
      { account: account(accountId) },
      (states) => {
        requireVersion(requireOpen(states.account, accountId), asked.ifMatch);
        return closeAccount(states.account, { accountId });
      },
      decideOptions(asked),
    );
    return written(decided).commit.lastPosition;
  }
}
