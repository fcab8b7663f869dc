import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  moneyDeposited,
  requireOpen,
  transactionId,
  deposit,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { carryOut, dataOf, newId, written } from '@event-sourcing/service-chassis';
import { requireAllowed } from '../../ownership';
import { movementMade, type MovementMade } from './movement';
import { DepositMoney } from './deposit-money.command';

@CommandHandler(DepositMoney)
export class DepositMoneyHandler implements ICommandHandler<DepositMoney> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, movement, context }: DepositMoney): Promise<MovementMade> {
    const id = transactionId.parse(newId('transaction', context.command));
    const decided = await carryOut(
      this.store,
      { account: accountToCredit(accountId) },
      ({ account }) => {
        requireAllowed(context, requireOpen(account, accountId));
        return deposit(account, { ...movement, accountId, transactionId: id });
      },
      context,
    );
    const { commit, statesAtCommit } = written(decided);
    const { account } = await statesAtCommit();
    return movementMade(dataOf(commit, moneyDeposited), requireOpen(account, accountId), commit);
  }
}
