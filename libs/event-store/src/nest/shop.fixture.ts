import { Inject, Injectable } from '@nestjs/common';
import type { EventData, RecordedEvent } from '../contract';
import { defineProjection, readModel } from '../projections';
import type { ReactionContext } from '../reactions';
import { Projection, Reaction, type ReactionClass } from './decorators';

export type OrderPlaced = EventData<'OrderPlaced', { readonly orderId: string; readonly cents: number }>;

/** An order, with the tag that it has. */
export const orderPlaced = (orderId: string, cents: number): OrderPlaced => ({
  type: 'OrderPlaced',
  version: 1,
  tags: [`order:${orderId}`],
  data: { orderId, cents },
});

export const PLACED = { items: [{ types: ['OrderPlaced'] }] };

const orders = readModel<{ readonly cents: number }, OrderPlaced>({
  keys: ({ data }) => [data.orderId],
  evolve: (_, { data }) => ({ cents: data.cents }),
});

/** Orders by their ids. */
export const ordersProjection = defineProjection({
  name: 'orders',
  version: 1,
  query: PLACED,
  models: { orders },
});

/** The same as a class. */
@Projection({ name: 'class-orders', version: 1, query: PLACED })
export class ClassOrders {
  readonly models = { orders };
}

/** The outside: remembers what it was told. */
@Injectable()
export class Outside {
  readonly told: string[] = [];
}

/** A reaction that needs a provider. */
@Reaction({ name: 'tell', query: PLACED, startFrom: 'start', retry: { firstMs: 1, maxMs: 5 } })
export class Tell implements ReactionClass<OrderPlaced> {
  constructor(@Inject(Outside) private readonly outside: Outside) {}

  key({ data }: RecordedEvent<OrderPlaced>): string {
    return data.orderId;
  }

  async react({ data }: RecordedEvent<OrderPlaced>, { attempt }: ReactionContext): Promise<void> {
    if (attempt < 2) throw new Error('not yet');
    this.outside.told.push(data.orderId);
  }
}
