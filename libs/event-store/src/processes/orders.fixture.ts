import type { EventData, RecordedEvent } from '../contract';
import { decisionModel } from '../models';
import { type ProcessManager, processManager } from './process-manager';

export type OrderPlaced = EventData<'OrderPlaced', { readonly orderId: string; readonly payUntil: string }>;
export type OrderPaid = EventData<'OrderPaid', { readonly orderId: string }>;
export type OrderCancelled = EventData<'OrderCancelled', { readonly orderId: string }>;
export type OrderEvent = OrderPlaced | OrderPaid | OrderCancelled;

const of = (orderId: string) => ({ version: 1, tags: [`order:${orderId}`] });

export const placed = (orderId: string, payUntil: string): OrderPlaced => ({
  ...{ type: 'OrderPlaced', ...of(orderId) },
  data: { orderId, payUntil },
});
export const paid = (orderId: string): OrderPaid => ({
  ...{ type: 'OrderPaid', ...of(orderId) },
  data: { orderId },
});
export const cancelled = (orderId: string): OrderCancelled => ({
  ...{ type: 'OrderCancelled', ...of(orderId) },
  data: { orderId },
});

export interface Order {
  readonly status: 'absent' | 'placed' | 'paid' | 'cancelled';
  readonly payUntil?: string;
}

export const order = decisionModel({
  name: 'process-order',
  query: (orderId: string) => ({ items: [{ types: TYPES, tags: [`order:${orderId}`] }] }),
  initial: { status: 'absent' },
  evolve: (_: Order, event: RecordedEvent<OrderEvent>): Order => {
    switch (event.type) {
      case 'OrderPlaced':
        return { status: 'placed', payUntil: event.data.payUntil };
      case 'OrderPaid':
        return { status: 'paid' };
      case 'OrderCancelled':
        return { status: 'cancelled' };
    }
  },
});

const TYPES = ['OrderPlaced', 'OrderPaid', 'OrderCancelled'];

type Orders = ProcessManager<Order, OrderEvent>;

/** Orders that are cancelled when they are not paid in time. */
export const unpaidOrders = (own: Partial<Orders> = {}): Orders =>
  processManager<Order, OrderEvent, string>({
    name: 'unpaid-orders',
    version: 1,
    query: { items: [{ types: TYPES }] },
    startFrom: 'start',
    model: order,
    correlate: ({ data }) => data.orderId,
    hasEnded: ({ status }) => status !== 'placed',
    deadline: ({ payUntil }) => (payUntil === undefined ? undefined : new Date(payUntil)),
    onDeadline: async ({ id, decide }) => {
      await decide({}, () => [cancelled(id)]);
    },
    ...own,
  });
