import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Inject, Injectable, type INestApplicationContext, type ModuleMetadata } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { RecordedEvent } from '../contract';
import { EventStore } from '../event-store';
import type { DueProcess } from '../processes';
import {
  cancelled,
  type Order,
  order,
  type OrderEvent,
  placed,
  unpaidOrders,
} from '../processes/orders.fixture';
import { TestClock } from '../testing';
import { EventStoreModule, ProcessManager, type ProcessManagerClass, SubscriptionRegistry } from './index';

const logger = { log: () => undefined, warn: () => undefined };
const { query } = unpaidOrders();

/** The outside. */
@Injectable()
class Shop {
  readonly told: string[] = [];
}

@ProcessManager({ name: 'class-orders', version: 1, query, startFrom: 'start' })
class UnpaidOrders implements ProcessManagerClass<Order, OrderEvent> {
  readonly model = order;
  readonly #cancelled = cancelled;

  constructor(@Inject(Shop) private readonly shop: Shop) {}

  correlate({ data }: RecordedEvent<OrderEvent>): string {
    return data.orderId;
  }

  hasEnded({ status }: Order): boolean {
    return status !== 'placed';
  }

  deadline({ payUntil }: Order): Date | undefined {
    return payUntil === undefined ? undefined : new Date(payUntil);
  }

  async onEvent({ type }: RecordedEvent<OrderEvent>, { id }: { readonly id: string }): Promise<void> {
    this.shop.told.push(`${type} ${id}`);
  }

  async onDeadline({ id, decide }: DueProcess<Order>): Promise<void> {
    await decide({}, () => [this.#cancelled(id)]);
  }
}

let clock: TestClock;
let app: INestApplicationContext | undefined;
beforeEach(() => {
  clock = new TestClock('2030-01-01T12:00:00.000Z');
});
afterEach(() => app?.close());

const start = async (feature: ModuleMetadata): Promise<INestApplicationContext> => {
  const root = EventStoreModule.forTesting({ clock, subscriptions: { logger } });
  app = await (
    await Test.createTestingModule({ ...feature, imports: [root, ...(feature.imports ?? [])] }).compile()
  ).init();
  return app;
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

const statusOf = async (of: INestApplicationContext, orderId: string): Promise<Order['status']> =>
  (await of.get(EventStore).stateOf(order(orderId))).state.status;

const afterFifteenMinutes = async (of: INestApplicationContext): Promise<void> => {
  await of.get(EventStore).append({ events: [placed('a', '2030-01-01T12:15:00.000Z')] });
  clock.advance(15 * 60_000 - 1);
  await of.get(SubscriptionRegistry).settled();
  expect(await statusOf(of, 'a')).toBe('placed');
  clock.advance(1);
  await of.get(SubscriptionRegistry).settled();
  expect(await statusOf(of, 'a')).toBe('cancelled');
};

describe('a process manager in an application', () => {
  it('is given to a feature as it is, and goes by the clock of a test', async () => {
    const running = await start({ imports: [EventStoreModule.forFeature({ processes: [unpaidOrders()] })] });
    await afterFifteenMinutes(running);
    expect(await running.get(SubscriptionRegistry).processes()).toEqual([
      { name: 'unpaid-orders', open: 0, due: 0 },
    ]);
  });

  it('may be a class that needs other providers, handed to a feature', async () => {
    const feature = EventStoreModule.forFeature({ processes: [UnpaidOrders], providers: [Shop] });
    await afterFifteenMinutes(await start({ imports: [feature] }));
  });

  it('may be a class among the providers of any module', async () => {
    const running = await start({ providers: [Shop, UnpaidOrders] });
    await afterFifteenMinutes(running);
    expect(running.get(Shop).told).toEqual(['OrderPlaced a', 'OrderCancelled a']);
    const registry = running.get(SubscriptionRegistry);
    expect([
      (await registry.list()).length,
      (await registry.reactions()).length,
      await registry.idle(),
    ]).toEqual([1, 1, []]);
  });

  it('is waited for, and named when it does not come to rest', async () => {
    const stuck = unpaidOrders({ onDeadline: ({ signal }) => aborted(signal), timeoutMs: 60_000 });
    const running = await start({ imports: [EventStoreModule.forFeature({ processes: [stuck] })] });
    await running.get(EventStore).append({ events: [placed('a', '2030-01-01T12:15:00.000Z')] });
    clock.advance(15 * 60_000);
    await expect(running.get(SubscriptionRegistry).settled({ timeoutMs: 500 })).rejects.toMatchObject({
      code: 'not-settled',
      message: expect.stringContaining('unpaid-orders has deadlines that have come'),
    });
  });

  it('is refused where the class has no decorator', () => {
    class Plain {
      readonly model = order;
      correlate = () => 'a';
    }
    expect(() => EventStoreModule.forFeature({ processes: [Plain] })).toThrow(
      /no @ProcessManager\(…\) over it/,
    );
  });
});
