import {
  nextDueAt,
  standingOrder,
  type StandingOrderEvent,
  standingOrderEventTypes,
  type StandingOrderId,
  type StandingOrderState,
} from '@event-sourcing/bank-domain';
import type { DueProcess, RecordedEvent } from '@event-sourcing/event-store';
import { ProcessManager, type ProcessManagerClass } from '@event-sourcing/event-store/nest';
import { Clock } from '../clock';
import { settleDueDate } from './settle-due-date';

/** Settles the due dates of standing orders: each account pays in their order, and the accounts take turns. */
@ProcessManager({
  name: 'standing-orders',
  version: 1,
  query: { items: [{ types: standingOrderEventTypes.map(({ type }) => type) }] },
  startFrom: 'start',
  timeoutMs: 30_000,
})
export class StandingOrders implements ProcessManagerClass<
  StandingOrderState,
  StandingOrderEvent,
  StandingOrderId
> {
  readonly model = standingOrder;

  constructor(private readonly clock: Clock) {}

  now(): Date {
    return this.clock.now();
  }

  correlate({ data }: RecordedEvent<StandingOrderEvent>): StandingOrderId {
    return data.standingOrderId;
  }

  hasEnded({ status }: StandingOrderState): boolean {
    return status !== 'open';
  }

  deadline(order: StandingOrderState): Date | undefined {
    return order.status === 'open' ? nextDueAt(order) : undefined;
  }

  lane(order: StandingOrderState, id: StandingOrderId): string {
    return order.status === 'open' ? order.from : id;
  }

  assumeMet(order: StandingOrderState): StandingOrderState {
    return order.status === 'open' ? { ...order, settled: order.settled + 1 } : order;
  }

  onDeadline(due: DueProcess<StandingOrderState, StandingOrderId>): Promise<void> {
    return settleDueDate(due);
  }
}
