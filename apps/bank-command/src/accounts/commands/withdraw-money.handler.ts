import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToDebit,
  moneyWithdrawn,
  requireOpen,
  transactionId,
  withdraw,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { carryOut, dataOf, newId, written } from '@event-sourcing/service-chassis';
import { requireAllowed } from '../../ownership';
import { movementMade, type MovementMade } from './movement';
import { WithdrawMoney } from './withdraw-money.command';

@CommandHandler(WithdrawMoney)
export class WithdrawMoneyHandler implements ICommandHandler<WithdrawMoney> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, movement, context }: WithdrawMoney): Promise<MovementMade> {
    const id = transactionId.parse(newId('transaction', context.command));
    const decided = await carryOut(
      this.store,
      { account: accountToDebit(accountId) },
      ({ account }) => {
        requireAllowed(context, requireOpen(account, accountId));
        return withdraw(account, { ...movement, accountId, transactionId: id });
      },
      context,
    );
    const { commit, statesAtCommit } = written(decided);
    const { account } = await statesAtCommit();
    return movementMade(dataOf(commit, moneyWithdrawn), requireOpen(account, accountId), commit);
  }
}
