import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  cancelStandingOrder,
  requireOpen,
  standingOrder,
} from '@event-sourcing/bank-domain';
import { EventStore, type Position } from '@event-sourcing/event-store';
import { decideOptions, requireVersion, written } from '../../store';
import { CancelStandingOrder } from './cancel-standing-order.command';

@CommandHandler(CancelStandingOrder)
export class CancelStandingOrderHandler implements ICommandHandler<CancelStandingOrder> {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async execute({ accountId, standingOrderId, asked }: CancelStandingOrder): Promise<Position> {
    const decided = await this.store.decide(
      { order: standingOrder(standingOrderId), from: accountToCredit(accountId) },
      (states) => {
        const ended = cancelStandingOrder(states, { standingOrderId, from: accountId });
        requireVersion(requireOpen(states.from, accountId), asked.ifMatch);
        return ended;
      },
      decideOptions(asked),
    );
    return written(decided).commit.lastPosition;
  }
}
