import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  moneyDeposited,
  requireOpen,
  transactionId,
  deposit,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { dataOf, decideOptions, newId, requireVersion, written } from '../../store';
import { movementMade, type MovementMade } from './movement';
import { DepositMoney } from './deposit-money.command';

@CommandHandler(DepositMoney)
export class DepositMoneyHandler implements ICommandHandler<DepositMoney> {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async execute({ accountId, movement, asked }: DepositMoney): Promise<MovementMade> {
    const id = transactionId.parse(newId('transaction', asked.identity));
    const decided = await this.store.decide(
      { account: accountToCredit(accountId) },
      ({ account }) => {
        requireVersion(requireOpen(account, accountId), asked.ifMatch);
        return deposit(account, { ...movement, accountId, transactionId: id });
      },
      decideOptions(asked),
    );
    const { commit, statesAtCommit } = written(decided);
    const { account } = await statesAtCommit();
    return movementMade(dataOf(commit, moneyDeposited), requireOpen(account, accountId), commit);
  }
}
