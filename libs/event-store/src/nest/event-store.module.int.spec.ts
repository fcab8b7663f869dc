import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type INestApplicationContext, Module } from '@nestjs/common';
import { CqrsModule, EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { MongoClient } from 'mongodb';
import { EventStore } from '../event-store';
import { defineProjection, readModel, type ProjectionRunner } from '../projections';
import { counted, eventually, type Counted } from '../subscriptions/log.fixture';
import { cqrsReaction, Delivered, EventStoreModule, InjectProjection, SubscriptionRegistry } from './index';

const keys = defineProjection({
  name: 'keys',
  version: 2,
  query: { items: [{ types: ['Counted'] }] },
  models: {
    keys: readModel<{ readonly last: number }, Counted>({
      keys: ({ data }) => [data.key],
      evolve: (_, { data }) => ({ last: data.by }),
    }),
  },
});

class KeyCounted extends Delivered<Counted> {}

@Injectable()
class Outside {
  readonly received: string[] = [];
  down = true;
}

@EventsHandler(KeyCounted)
class TellOutside implements IEventHandler<KeyCounted> {
  constructor(@Inject(Outside) private readonly outside: Outside) {}

  async handle({ event }: KeyCounted): Promise<void> {
    if (this.outside.down) throw new Error('outside is down');
    this.outside.received.push(`${event.data.key}=${event.data.by}`);
  }
}

@Injectable()
class KeysQuery {
  constructor(@InjectProjection('keys') private readonly runner: ProjectionRunner<typeof keys.models>) {}

  async last(key: string, after: number): Promise<number | undefined> {
    await this.runner.waitFor(after, { timeoutMs: 10_000 });
    return this.runner.read(async ({ model }) => (await model('keys').findOne({ _id: key }))?.last);
  }
}

const logger = { log: () => undefined, warn: () => undefined };
let client: MongoClient;
let dbName: string;
let app: INestApplicationContext | undefined;

const start = async (): Promise<INestApplicationContext> => {
  @Module({
    imports: [
      CqrsModule.forRoot(),
      EventStoreModule.forRootAsync({
        useFactory: () => ({ client, dbName, subscriptions: { logger, retry: { firstMs: 5, maxMs: 20 } } }),
      }),
      EventStoreModule.forFeature({
        projections: [keys],
        reactions: [
          cqrsReaction<Counted>({
            name: 'tell',
            query: keys.query,
            startFrom: 'start',
            key: ({ data }) => data.key,
            delivers: KeyCounted,
            retry: { firstMs: 5, maxMs: 20 },
          }),
        ],
        providers: [Outside, TellOutside],
      }),
    ],
    providers: [KeysQuery],
  })
  class AppModule {}
  const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
  return module.init();
};

beforeEach(async () => {
  dbName = `nest-${randomUUID()}`;
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
afterEach(async () => {
  await app?.close();
  await client.db(dbName).dropDatabase();
  await client.close();
});

describe('the event store in a Nest application', () => {
  it('runs projections from the start of the application and hands their runners to its providers', async () => {
    app = await start();
    const { commit } = await app.get(EventStore).append({ events: [counted('a', 3), counted('b', 5)] });
    expect(await app.get(KeysQuery, { strict: false }).last('b', commit.lastPosition)).toBe(5);
    const [status] = await app.get(SubscriptionRegistry).list();
    expect(status).toMatchObject({ name: 'keys', version: 2, status: 'running', active: true, lag: 0 });
  });

  it('calls @EventsHandler classes durably: what fails is tried again, in order, before the checkpoint moves', async () => {
    app = await start();
    const outside = app.get(Outside, { strict: false });
    const registry = app.get(SubscriptionRegistry);
    await app.get(EventStore).append({ events: [counted('a', 1), counted('a', 2)] });
    await eventually(async () => {
      const [reaction] = await registry.reactions();
      expect(reaction).toMatchObject({
        name: 'tell',
        status: 'failed',
        error: 'outside is down',
        position: 0,
      });
    });
    expect(outside.received).toEqual([]);
    outside.down = false;
    await eventually(async () => {
      const [reaction] = await registry.reactions();
      expect(reaction).toMatchObject({ status: 'running', position: 2, lag: 0, parked: 0 });
    });
    expect(outside.received).toEqual(['a=1', 'a=2']);
  });

  it('gives its leases back at once when the application closes', async () => {
    const first = await start();
    await eventually(async () => expect(await first.get(SubscriptionRegistry).idle()).toEqual([]));
    await first.close();
    const leases = await client.db(dbName).collection('leases').find().toArray();
    expect(leases).toMatchObject([{ holder: null }, { holder: null }]);
  });
});
