import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountId,
  accountToOpen,
  openAccount,
  type OpenAccount,
  requireOpen,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { decideOptions, newId, written } from '../../store';
import { OpenAccountCommand } from './open-account.command';

@CommandHandler(OpenAccountCommand)
export class OpenAccountHandler implements ICommandHandler<OpenAccountCommand> {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async execute({ account: toOpen, asked }: OpenAccountCommand): Promise<OpenAccount> {
    const id = toOpen.accountId ?? accountId.parse(newId('account', asked.identity));
    const decided = await this.store.decide(
      { account: accountToOpen(id) },
      ({ account }) => openAccount(account, { ...toOpen, accountId: id }),
      decideOptions(asked),
    );
    const { account } = await written(decided).statesAtCommit();
    return requireOpen(account, id);
  }
}
