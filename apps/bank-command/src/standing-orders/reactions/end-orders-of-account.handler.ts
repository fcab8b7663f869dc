import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { endWithAccount, standingOrder, standingOrdersOf } from '@event-sourcing/bank-domain';
import { EventStore } from '@event-sourcing/event-store';
import { BY_THE_BANK } from '../../identity';
import { AccountWasClosed } from './order-endings.reaction';

const AT_ONCE = 50;

/**
 * Ends each order with a commit of its own; those that have ended already are left alone, so that it can be repeated.
 * Nothing is paid by them meanwhile: an order lives only with the accounts as they were when it was opened.
 */
@EventsHandler(AccountWasClosed)
export class EndOrdersOfAccountHandler implements IEventHandler<AccountWasClosed> {
  constructor(private readonly store: EventStore) {}

  async handle({ event, context: { signal } }: AccountWasClosed): Promise<void> {
    const { accountId } = event.data;
    const { state } = await this.store.stateOf(standingOrdersOf(accountId));
    const orders = state.filter(({ openedAtPosition }) => openedAtPosition < event.position);
    const { correlationId } = event.metadata;
    for (let first = 0; first < orders.length && !signal.aborted; first += AT_ONCE) {
      await Promise.all(
        orders.slice(first, first + AT_ONCE).map(({ standingOrderId: id }) =>
          this.store.decide({ order: standingOrder(id) }, ({ order }) => endWithAccount(order, accountId), {
            metadata: {
              ...BY_THE_BANK,
              causationId: event.commitId,
              ...(correlationId !== undefined && { correlationId }),
            },
          }),
        ),
      );
    }
    signal.throwIfAborted();
  }
}
