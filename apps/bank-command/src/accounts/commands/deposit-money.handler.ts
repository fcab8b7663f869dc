import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  moneyDeposited,
  requireOpen,
  transactionId,
  deposit,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { dataOf, decideOptions, newId, written } from '@event-sourcing/service-chassis';
import { requireAllowed } from '../../ownership';
import { movementMade, type MovementMade } from './movement';
import { DepositMoney } from './deposit-money.command';

@CommandHandler(DepositMoney)
export class DepositMoneyHandler implements ICommandHandler<DepositMoney> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, movement, context }: DepositMoney): Promise<MovementMade> {
    const id = transactionId.parse(newId('transaction', context.command));
    const decided = await this.store.decide(
      { account: accountToCredit(accountId) },
      ({ account }) => {
        requireAllowed(context, requireOpen(account, accountId));
        return deposit(account, { ...movement, accountId, transactionId: id });
      },
      decideOptions(context),
    );
    const { commit, statesAtCommit } = written(decided);
    const { account } = await statesAtCommit();
    return movementMade(dataOf(commit, moneyDeposited), requireOpen(account, accountId), commit);
  }
}
