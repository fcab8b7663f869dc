import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  accountToCredit,
  openStandingOrder,
  requireOpen,
  standingOrder,
  standingOrderId,
  standingOrderOpened,
  standingOrdersPaidBy,
} from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { carryOut, dataOf, newId, written } from '@event-sourcing/service-chassis';
import { requireAllowed } from '../../ownership';
import { Clock } from '../clock';
import { OpenStandingOrder, type StandingOrderMade } from './open-standing-order.command';

@CommandHandler(OpenStandingOrder)
export class OpenStandingOrderHandler implements ICommandHandler<OpenStandingOrder> {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  async execute({ order, context }: OpenStandingOrder): Promise<StandingOrderMade> {
    const id = standingOrderId.parse(newId('standing-order', context.command));
    const now = this.clock.now();
    const decided = await carryOut(
      this.store,
      // No money moves yet: all that counts is that both accounts are open and stay so.
      {
        order: standingOrder(id),
        from: accountToCredit(order.from),
        to: accountToCredit(order.to),
        orders: standingOrdersPaidBy(order.from),
      },
      (states) => {
        const from = requireOpen(states.from, order.from);
        requireOpen(states.to, order.to);
        requireAllowed(context, from);
        return openStandingOrder(states, { ...order, standingOrderId: id, now });
      },
      context,
    );
    const { commit } = written(decided);
    return { order: dataOf(commit, standingOrderOpened), position: commit.lastPosition };
  }
}
