import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  accountToDebit,
  moneyTransferred,
  requireOpen,
  transactionId,
  transfer,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { carryOut, dataOf, newId, written } from '@event-sourcing/service-chassis';
import { requireAllowed } from '../../ownership';
import { type TransferMade, TransferMoney } from './transfer-money.command';

@CommandHandler(TransferMoney)
export class TransferMoneyHandler implements ICommandHandler<TransferMoney> {
  constructor(private readonly store: EventStore) {}

  async execute({ transfer: toMake, context }: TransferMoney): Promise<TransferMade> {
    const id = transactionId.parse(newId('transaction', context.command));
    const decided = await carryOut(
      this.store,
      { from: accountToDebit(toMake.from), to: accountToCredit(toMake.to) },
      (states) => {
        const from = requireOpen(states.from, toMake.from);
        requireOpen(states.to, toMake.to);
        requireAllowed(context, from);
        return transfer(states, { ...toMake, transactionId: id });
      },
      context,
    );
    const { commit, statesAtCommit } = written(decided);
    const states = await statesAtCommit();
    const { from, to, amount, transactionId: madeId } = dataOf(commit, moneyTransferred);
    const { balance } = requireOpen(states.from, from);
    const { lastPosition, recordedAt } = commit;
    return {
      transactionId: madeId,
      from,
      to,
      amount,
      fromBalance: balance,
      position: lastPosition,
      recordedAt,
    };
  }
}
