import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountId,
  accountToOpen,
  openAccount,
  type OpenAccount,
  requireOpen,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { decideOptions, newId, written } from '@event-sourcing/service-chassis';
import { OpenAccountCommand } from './open-account.command';

@CommandHandler(OpenAccountCommand)
export class OpenAccountHandler implements ICommandHandler<OpenAccountCommand> {
  constructor(private readonly store: EventStore) {}

  async execute({ account: toOpen, context }: OpenAccountCommand): Promise<OpenAccount> {
    const id = toOpen.accountId ?? accountId.parse(newId('account', context.identity));
    const decided = await this.store.decide(
      { account: accountToOpen(id) },
      ({ account }) => openAccount(account, { ...toOpen, accountId: id }),
      decideOptions(context),
    );
    const { account } = await written(decided).statesAtCommit();
    return requireOpen(account, id);
  }
}
