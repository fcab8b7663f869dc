import { afterEach, describe, expect, it } from '@jest/globals';
import { Injectable, type INestApplicationContext, type ModuleMetadata, Scope } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { decisionModel } from '../models';
import { defineProjection, readModel } from '../projections';
import { memoryStore } from '../testing';
import { EventStore } from '../event-store';
import { EventStoreModule, SubscriptionRegistry } from './index';
import { type OrderPlaced, orderPlaced, ordersProjection, Outside, PLACED, Tell } from './shop.fixture';

const logger = { log: () => undefined, warn: () => undefined };
const testing = () => EventStoreModule.forTesting({ subscriptions: { logger } });
let app: INestApplicationContext | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const start = async (metadata: ModuleMetadata): Promise<INestApplicationContext> => {
  app = await (await Test.createTestingModule(metadata).compile()).init();
  return app;
};

const placed = decisionModel({
  name: 'mistakes',
  query: (id: string) => ({ items: [{ tags: [`order:${id}`] }] }),
  initial: 0,
  evolve: (sum: number) => sum + 1,
});

/** Each is a row of docs/guides/mistakes.md. */
describe('a typical mistake is told, with what to do', () => {
  it('a feature without forRoot', async () => {
    await expect(
      start({ imports: [EventStoreModule.forFeature({ projections: [ordersProjection] })] }),
    ).rejects.toThrow(
      /^The projection orders has no event store to run on\. Import EventStoreModule\.forRoot/,
    );
  });

  it('two of a name', async () => {
    const twice = [ordersProjection, defineProjection({ ...ordersProjection, version: 2 })];
    const imports = [testing(), ...twice.map((one) => EventStoreModule.forFeature({ projections: [one] }))];
    await expect(start({ imports })).rejects.toMatchObject({ code: 'name-claimed' });
  });

  it('a reaction in the scope of a request', async () => {
    @Injectable()
    class PerRequest extends Outside {}
    const providers = [{ provide: Outside, useClass: PerRequest, scope: Scope.REQUEST }, Tell];
    await expect(start({ imports: [testing()], providers })).rejects.toThrow(
      /^Tell depends on a provider of scope REQUEST\..* Inject what has the default scope/,
    );
  });

  it('a reaction that does not say where it starts', async () => {
    const anywhere: unknown = {
      name: 'anywhere',
      query: PLACED,
      key: () => 'x',
      react: async () => undefined,
    };
    const feature: unknown = { reactions: [anywhere] };
    const imports = [testing(), Reflect.apply(EventStoreModule.forFeature, EventStoreModule, [feature])];
    await expect(start({ imports })).rejects.toThrow(
      /^The option startFrom is undefined\..*say of anywhere 'start', 'now' or after which position/,
    );
  });

  it('a decider that is asynchronous', async () => {
    const store = await memoryStore();
    const decide: unknown = async () => [orderPlaced('a', 1)];
    const run = async (): Promise<unknown> =>
      Reflect.apply(store.decide.bind(store), undefined, [{ placed: placed('a') }, decide]);
    await expect(run()).rejects.toMatchObject({ code: 'invalid-decision' });
  });

  it('an event without tags', async () => {
    const { type, version, data } = orderPlaced('a', 1);
    const event = { type, version, data };
    const store = await memoryStore();
    const run = async (): Promise<unknown> =>
      Reflect.apply(store.append.bind(store), undefined, [{ events: [event] }]);
    await expect(run()).rejects.toMatchObject({
      code: 'invalid-append',
      message: expect.stringContaining('tags'),
    });
  });

  it('a query of a type that no event has', async () => {
    const eventTypes = [{ type: 'OrderPlaced', version: 1, schema: ANYTHING }];
    const misspelt = { ...ordersProjection, query: { items: [{ types: ['OrdersPlaced'] }] } };
    const imports = [
      EventStoreModule.forTesting({ store: { eventTypes } }),
      EventStoreModule.forFeature({ projections: [misspelt] }),
    ];
    await expect(start({ imports })).rejects.toThrow(
      /query of projection orders is about the type OrdersPlaced, which the store does not know.*OrderPlaced/,
    );
  });

  it('a key that is undefined', async () => {
    const keyless = defineProjection({
      name: 'keyless',
      version: 1,
      query: PLACED,
      models: {
        keyless: readModel<{ readonly cents: number }, OrderPlaced>({
          keys: ({ data }) => keysOf(data),
          evolve: (_, { data }) => ({ cents: data.cents }),
        }),
      },
    });
    const context = await start({
      imports: [testing(), EventStoreModule.forFeature({ projections: [keyless] })],
    });
    await context.get(EventStore).append({ events: [orderPlaced('a', 1)] });
    await expect(context.get(SubscriptionRegistry).settled({ timeoutMs: 1_000 })).rejects.toThrow(
      /keyless is at 0 \(.*key/,
    );
  });

  it('a database that is away', async () => {
    const clientOptions = { serverSelectionTimeoutMS: 100 };
    const root = EventStoreModule.forRoot({ uri: 'mongodb://127.0.0.1:1', dbName: 'shop', clientOptions });
    await expect(start({ imports: [root] })).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('a wrong URI, which is not shown', async () => {
    const root = EventStoreModule.forRoot({ uri: 'http://ann:secret@localhost', dbName: 'shop' });
    await expect(start({ imports: [root] })).rejects.toThrow(
      /^The option uri is not usable (?!.*secret).*give the connection string of a MongoDB replica set/,
    );
  });
});

/** A Standard Schema that takes everything. */
const ANYTHING = {
  '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) },
} as const;

/** As code without types would have it: an order's customer, which it does not have. */
const keysOf = (order: object): string[] => {
  const customer: unknown = Reflect.get(order, 'customerId');
  const keys: unknown = [customer];
  return isKeys(keys) ? keys : [];
};

const isKeys = (keys: unknown): keys is string[] => Array.isArray(keys);
