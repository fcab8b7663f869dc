import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EventStore } from '../event-store';
import { defineProjection, readModel } from '../projections';
import type { Reaction } from '../reactions';
import { eventually } from '../subscriptions/log.fixture';
import {
  type EventStoreFeature,
  EventStoreHealthIndicator,
  EventStoreModule,
  SubscriptionRegistry,
} from './index';
import { type OrderPlaced, orderPlaced, PLACED } from './shop.fixture';

let app: INestApplicationContext | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const start = async (feature: EventStoreFeature): Promise<INestApplicationContext> => {
  const logger = { log: () => undefined, warn: () => undefined };
  const retry = { firstMs: 1, maxMs: 5 };
  const imports = [
    EventStoreModule.forTesting({ subscriptions: { logger, retry } }),
    EventStoreModule.forFeature(feature),
  ];
  app = await (await Test.createTestingModule({ imports }).compile()).init();
  return app;
};

const troublesOf = (context: INestApplicationContext) => context.get(SubscriptionRegistry).troubles();
const healthOf = (context: INestApplicationContext) => context.get(EventStoreHealthIndicator).check('store');

describe('the readiness of an application', () => {
  it('does not pass while a projection fails, though somebody runs it, and says which and why', async () => {
    let isBroken = true;
    const sums = defineProjection({
      name: 'sums',
      version: 1,
      query: PLACED,
      models: {
        sums: readModel<{ readonly cents: number }, OrderPlaced>({
          keys: ({ data }) => [data.orderId],
          evolve: (_, { data }) => {
            if (isBroken) throw new Error('no such currency');
            return { cents: data.cents };
          },
        }),
      },
    });
    const context = await start({ projections: [sums] });
    await context.get(SubscriptionRegistry).settled();
    expect(await healthOf(context)).toEqual({ store: { status: 'up' } });
    await context.get(EventStore).append({ events: [orderPlaced('a', 1)] });
    await eventually(async () =>
      expect(await healthOf(context)).toMatchObject({
        store: {
          status: 'down',
          message: expect.stringMatching(/^The projection sums fails: .*no such currency/),
        },
      }),
    );
    expect(await troublesOf(context)).toMatchObject([{ kind: 'projection', name: 'sums' }]);
    isBroken = false;
    await eventually(async () => expect(await healthOf(context)).toEqual({ store: { status: 'up' } }));
    expect(await troublesOf(context)).toEqual([]);
  });

  it('passes while a reaction has something left to do, and tells how much, since when and why', async () => {
    const telling: Reaction<OrderPlaced> = {
      name: 'telling',
      query: PLACED,
      startFrom: 'start',
      key: ({ data }) => data.orderId,
      react: () => Promise.reject(new Error('no such customer')),
      classify: () => 'park',
    };
    const context = await start({ reactions: [telling] });
    for (const cents of [1, 2]) await context.get(EventStore).append({ events: [orderPlaced('a', cents)] });
    await eventually(async () =>
      expect(await troublesOf(context)).toEqual([
        {
          ...{ kind: 'reaction', name: 'telling', waiting: 0, parked: 2 },
          oldest: { position: 1, since: expect.any(Date), error: 'no such customer' },
        },
      ]),
    );
    expect(await healthOf(context)).toEqual({ store: { status: 'up' } });
  });
});
