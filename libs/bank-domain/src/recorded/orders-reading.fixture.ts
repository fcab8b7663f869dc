import type { RecordedEvent } from '@event-sourcing/event-store';
import {
  endedText,
  nextDueAt,
  skippedText,
  standingOrder,
  type StandingOrderEvent,
  type StandingOrderState,
} from '../standing-order';

/** The standing orders as they are known outside, and what their owners were told. */
export const ordersReading = (events: readonly RecordedEvent<StandingOrderEvent>[]) => ({
  orders: [...new Set(events.map(({ data }) => data.standingOrderId))].map((id) => ({
    id,
    ...stateReading(events.reduce(standingOrder(id).evolve, standingOrder(id).initial)),
  })),
  told: events.map(toldOf).filter((text) => text !== undefined),
});

const stateReading = (order: StandingOrderState) =>
  order.status === 'open'
    ? {
        status: order.status,
        owner: order.owner,
        from: order.from,
        to: order.to,
        amount: order.amount,
        currency: order.currency,
        description: order.description ?? null,
        every: order.every,
        startsAt: order.startsAt.toISOString(),
        endsAt: order.endsAt?.toISOString() ?? null,
        settled: order.settled,
        nextDueAt: nextDueAt(order)?.toISOString() ?? null,
      }
    : { status: order.status };

const toldOf = (event: StandingOrderEvent): string | undefined => {
  if (event.type === 'StandingOrderSkipped') return skippedText(event.data);
  return event.type === 'StandingOrderEnded' ? endedText(event.data) : undefined;
};
