import { afterEach, describe, expect, it } from '@jest/globals';
import { Inject, Injectable, type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EventStore } from '../event-store';
import type { ProjectionRunner } from '../projections';
import { EventStoreModule, InjectProjection, SubscriptionRegistry } from './index';
import { ClassOrders, orderPlaced, ordersProjection, Outside, Tell } from './shop.fixture';

@Injectable()
class Orders {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @InjectProjection('orders') private readonly runner: ProjectionRunner<typeof ordersProjection.models>,
  ) {}

  async place(orderId: string, cents: number): Promise<void> {
    await this.store.append({ events: [orderPlaced(orderId, cents)] });
  }

  dearerThan(cents: number): Promise<string[]> {
    return this.runner.read(async ({ model }) => {
      const found = model('orders')
        .find({ cents: { $gt: cents } })
        .sort({ cents: -1 });
      return (await found.toArray()).map(({ _id }) => _id);
    });
  }
}

@Module({
  imports: [EventStoreModule.forFeature({ projections: [ordersProjection, ClassOrders] })],
  providers: [Orders, Outside, Tell],
})
class ShopModule {}

const logger = { log: () => undefined, warn: () => undefined };
let app: INestApplicationContext | undefined;
afterEach(() => app?.close());

const start = async (): Promise<INestApplicationContext> => {
  const imports = [EventStoreModule.forTesting({ subscriptions: { logger } }), ShopModule];
  return (await Test.createTestingModule({ imports }).compile()).init();
};

describe('an application on a store in memory', () => {
  it('runs its projections and reactions, and tells when they are done with everything', async () => {
    app = await start();
    const orders = app.get(Orders);
    for (const [id, cents] of [
      ['a', 300],
      ['b', 900],
      ['c', 600],
    ] as const)
      await orders.place(id, cents);
    expect(await app.get(SubscriptionRegistry).settled()).toBe(3);
    expect(await orders.dearerThan(300)).toEqual(['b', 'c']);
    expect(app.get(Outside).told.toSorted()).toEqual(['a', 'b', 'c']);
    const names = (await app.get(SubscriptionRegistry).list()).map(({ name }) => name);
    expect(names).toEqual(['class-orders', 'orders']);
  });

  it('begins empty each time', async () => {
    app = await start();
    expect(await app.get(EventStore).head()).toBe(0);
  });

  it('says what is behind when it does not come to rest', async () => {
    app = await start();
    Object.assign(app.get(Outside), {
      told: {
        push: () => {
          throw new Error('the outside is away');
        },
      },
    });
    await app.get(Orders).place('a', 300);
    await expect(app.get(SubscriptionRegistry).settled({ timeoutMs: 1_000 })).rejects.toMatchObject({
      code: 'not-settled',
      message: expect.stringMatching(/the log is at 1, .*tell is at 0 \(the outside is away\)/),
    });
  });
});
