import { afterEach, describe, expect, it } from '@jest/globals';
import { Inject, Injectable, type INestApplicationContext, Module, Scope } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { EventStore } from '../event-store';
import type { ProjectionRunner } from '../projections';
import {
  eventStoreToken,
  EventStoreModule,
  InjectEventStore,
  InjectProjection,
  InjectSubscriptionRegistry,
  Reaction,
  type SubscriptionRegistry,
} from './index';
import { orderPlaced, ordersProjection, Outside, PLACED, Tell } from './shop.fixture';

const logger = { log: () => undefined, warn: () => undefined };
let app: INestApplicationContext | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

type Imports = NonNullable<Parameters<typeof Module>[0]['imports']>;

const start = async (
  imports: Imports,
  providers: NonNullable<Parameters<typeof Module>[0]['providers']> = [],
) => {
  const module = await Test.createTestingModule({ imports, providers }).compile();
  app = await module.init();
  return app;
};

@Injectable()
class Shops {
  constructor(
    @InjectEventStore('east') readonly east: EventStore,
    @InjectEventStore('west') readonly west: EventStore,
    @InjectProjection('orders', 'east') readonly eastern: ProjectionRunner<typeof ordersProjection.models>,
    @InjectSubscriptionRegistry('west') readonly western: SubscriptionRegistry,
  ) {}
}

describe('several stores in one application', () => {
  it('have a log each, and projections and reactions that read the one that they name', async () => {
    @Reaction({ name: 'west-tell', store: 'west', query: PLACED, startFrom: 'start' })
    class WestTell extends Tell {
      constructor(@Inject(Outside) outside: Outside) {
        super(outside);
      }
    }
    const context = await start(
      [
        EventStoreModule.forTesting({ name: 'east', dbName: 'east' }),
        EventStoreModule.forTesting({ name: 'west', dbName: 'west', subscriptions: { logger } }),
        EventStoreModule.forFeature({ store: 'east', projections: [ordersProjection] }),
        EventStoreModule.forFeature({ store: 'west', projections: [ordersProjection] }),
      ],
      [Shops, Outside, WestTell],
    );
    const { east, west, eastern, western } = context.get(Shops);
    await east.append({ events: [orderPlaced('a', 100)] });
    await west.append({ events: [orderPlaced('b', 200), orderPlaced('c', 300)] });
    expect([await east.head(), await west.head()]).toEqual([1, 2]);
    await western.settled();
    await eastern.waitFor(1, { timeoutMs: 5_000 });
    const inEast = await eastern.read(({ model }) => model('orders').find({}).toArray());
    expect(inEast.map(({ _id }) => _id)).toEqual(['a']);
    expect(context.get(Outside).told.toSorted()).toEqual(['b', 'c']);
  });

  it('may stand beside one without a name', async () => {
    const context = await start([
      EventStoreModule.forTesting(),
      EventStoreModule.forTesting({ name: 'audit', dbName: 'audit' }),
    ]);
    const [store, audit] = [context.get(EventStore), context.get<EventStore>(eventStoreToken('audit'))];
    await audit.append({ events: [orderPlaced('a', 100)] });
    expect([await store.head(), await audit.head()]).toEqual([0, 1]);
  });
});

describe('an application that is put together wrongly', () => {
  const refused = async (imports: Imports, providers?: Parameters<typeof start>[1]): Promise<unknown> =>
    start(imports, providers).then(
      () => 'it started',
      (error: unknown) => error,
    );

  it('is told that a feature has no forRoot', async () => {
    expect(await refused([EventStoreModule.forFeature({ projections: [ordersProjection] })])).toMatchObject({
      code: 'invalid-module',
      message: expect.stringContaining(
        'The projection orders has no event store to run on. Import EventStoreModule.forRoot({ uri, dbName }) once, in the root module.',
      ),
    });
  });

  it('is told that a feature names a store that is not there', async () => {
    const error = await refused([
      EventStoreModule.forFeature({ store: 'west', projections: [ordersProjection] }),
    ]);
    expect(error).toMatchObject({ code: 'invalid-module', facts: { store: 'west' } });
    expect(error).toMatchObject({
      message: expect.stringContaining("forRoot({ name: 'west', uri, dbName })"),
    });
  });

  it.each([
    [
      'without a name',
      [EventStoreModule.forTesting({ dbName: 'a' }), EventStoreModule.forTesting({ dbName: 'b' })],
    ],
    [
      'named west',
      [
        EventStoreModule.forTesting({ name: 'west', dbName: 'a' }),
        EventStoreModule.forTesting({ name: 'west', dbName: 'b' }),
      ],
    ],
  ])('is told that two stores are %s', async (which, imports) => {
    expect(await refused(imports)).toMatchObject({
      code: 'invalid-module',
      message: expect.stringContaining(`Two modules import EventStoreModule.forRoot ${which}.`),
    });
  });

  it('is told that a reaction depends on a request', async () => {
    const scope = Scope.REQUEST;
    @Injectable({ scope })
    class PerRequest extends Outside {}
    const providers = [{ provide: Outside, useClass: PerRequest, scope }, Tell];
    expect(await refused([EventStoreModule.forTesting()], providers)).toMatchObject({
      code: 'invalid-module',
      message: expect.stringContaining('Tell depends on a provider of scope REQUEST'),
    });
  });

  it('is told that a class of a feature depends on a request', async () => {
    const feature = EventStoreModule.forFeature({
      reactions: [Tell],
      providers: [{ provide: Outside, useClass: Outside, scope: Scope.REQUEST }],
    });
    expect(await refused([EventStoreModule.forTesting(), feature])).toMatchObject({
      code: 'invalid-module',
      facts: { provider: 'Tell' },
    });
  });

  it('is told that a class lacks its decorator', () => {
    class Plain {
      readonly models = {};
    }
    expect(() => EventStoreModule.forFeature({ projections: [Plain] })).toThrow(
      'forFeature was given the class Plain, which has no @Projection(…) over it.',
    );
  });

  it('is told why its store does not open, not that it is not there', async () => {
    const error = await refused([
      EventStoreModule.forRoot({ uri: '', dbName: 'shop' }),
      EventStoreModule.forFeature({ projections: [ordersProjection] }),
    ]);
    expect(error).toMatchObject({ code: 'invalid-options', facts: { option: 'uri' } });
  });
});
