import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  cancelStandingOrder,
  requireOpen,
  standingOrder,
} from '@event-sourcing/bank-domain';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { carryOut, requireVersion, written } from '@event-sourcing/service-chassis';
import { requireOwnAccount } from '../../ownership';
import { CancelStandingOrder } from './cancel-standing-order.command';

@CommandHandler(CancelStandingOrder)
export class CancelStandingOrderHandler implements ICommandHandler<CancelStandingOrder> {
  constructor(private readonly store: EventStore) {}

  async execute({ accountId, standingOrderId, context }: CancelStandingOrder): Promise<Position> {
    const decided = await carryOut(
      this.store,
      { order: standingOrder(standingOrderId), from: accountToCredit(accountId) },
      (states) => {
        // Whose the account is comes first: whether it has such an order is not for others to learn.
        if (states.from.status === 'open') requireOwnAccount(context.principal, states.from);
        const ended = cancelStandingOrder(states, { standingOrderId, from: accountId });
        requireVersion(context, requireOpen(states.from, accountId).lastPosition, { accountId });
        return ended;
      },
      context,
    );
    return written(decided).commit.lastPosition;
  }
}
