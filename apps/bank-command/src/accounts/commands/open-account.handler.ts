import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountId,
  accountToOpen,
  openAccount,
  type Account,
  requireOpen,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { carryOut, newId, requireOwner, written } from '@event-sourcing/service-chassis';
import { OpenAccount } from './open-account.command';

@CommandHandler(OpenAccount)
export class OpenAccountHandler implements ICommandHandler<OpenAccount> {
  constructor(private readonly store: EventStore) {}

  async execute({ account: toOpen, context }: OpenAccount): Promise<Account> {
    requireOwner(context.principal, toOpen.owner, { owner: toOpen.owner });
    const id = toOpen.accountId ?? accountId.parse(newId('account', context.command));
    const decided = await carryOut(
      this.store,
      { account: accountToOpen(id) },
      ({ account }) => openAccount(account, { ...toOpen, accountId: id }),
      context,
    );
    const { account } = await written(decided).statesAtCommit();
    return requireOpen(account, id);
  }
}
