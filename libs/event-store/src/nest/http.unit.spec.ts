import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Inject, type MiddlewareConsumer, Module, Param, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { EventStoreError } from '../contract';
import { EventStore } from '../event-store';
import { refuse } from '../models';
import { EventStoreHealthIndicator, EventStoreModule, problemDetails, requestMetadata } from './index';
import { orderPlaced } from './shop.fixture';

@Controller('orders')
class OrdersController {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  @Post(':id')
  async place(@Param('id') id: string): Promise<object> {
    const { commit } = await this.store.append({ events: [orderPlaced(id, 100)] });
    return commit.metadata;
  }

  @Post(':id/decisions')
  async decide(@Param('id') id: string): Promise<object> {
    const decided = await this.store.decide({}, () => [orderPlaced(id, 100)], {
      metadata: { actor: 'another' },
    });
    return decided.kind === 'written' ? decided.commit.metadata : {};
  }

  @Get('full')
  full(): never {
    return refuse('warehouse-full', { free: 0 }, 'Nothing fits in any more.');
  }

  @Get('away')
  away(): never {
    throw new EventStoreError('store-unavailable', 'The database at 10.0.0.7 is away.', {});
  }

  @Get('defect')
  defect(): never {
    throw new Error('a secret');
  }
}

@Module({
  imports: [EventStoreModule.forTesting()],
  controllers: [OrdersController],
  providers: [problemDetails({ statuses: { 'warehouse-full': 422 } })],
})
class AppModule {
  configure(consumer: MiddlewareConsumer): void {
    const metadata = requestMetadata(({ headers }) => ({
      correlationId: String(headers['x-request-id']),
      actor: 'ann',
    }));
    consumer.apply(metadata).forRoutes('*');
  }
}

let app: NestFastifyApplication;
beforeEach(async () => {
  const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.init();
});
afterEach(() => app.close());

const headers = { 'x-request-id': 'r-1' };

describe('a store behind HTTP', () => {
  it('keeps with every commit what is known of the request, and what a decision says of itself before that', async () => {
    const [placed, decided] = await Promise.all([
      app.inject({ method: 'POST', url: '/orders/a', headers }),
      app.inject({ method: 'POST', url: '/orders/b/decisions', headers: { 'x-request-id': 'r-2' } }),
    ]);
    expect([placed.json(), decided.json()]).toEqual([
      { correlationId: 'r-1', actor: 'ann' },
      { correlationId: 'r-2', actor: 'another' },
    ]);
  });

  it('answers a refusal as a problem with its facts', async () => {
    const { statusCode, headers: answered, json } = await app.inject({ url: '/orders/full', headers });
    expect([statusCode, answered['content-type']]).toEqual([
      422,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
    expect(json()).toEqual({
      type: 'urn:problem:warehouse-full',
      title: 'Warehouse full',
      status: 422,
      detail: 'Nothing fits in any more.',
      code: 'warehouse-full',
      free: 0,
    });
  });

  it('says of a store that is away when to come back, and not where it is', async () => {
    const { statusCode, headers: answered, body } = await app.inject({ url: '/orders/away', headers });
    expect([statusCode, answered['retry-after']]).toEqual([503, '1']);
    expect(body).not.toContain('10.0.0.7');
  });

  it('leaves everything else to Nest', async () => {
    const { statusCode, json } = await app.inject({ url: '/orders/defect', headers });
    expect([statusCode, json()]).toEqual([500, { statusCode: 500, message: 'Internal server error' }]);
  });

  it('is healthy while the log can be read, and says so within its own time when it cannot', async () => {
    const indicator = app.get(EventStoreHealthIndicator);
    expect(await indicator.check()).toEqual({ 'event-store': { status: 'up' } });
    const { log } = app.get(EventStore);
    jest.spyOn(log, 'head').mockReturnValue(new Promise<never>(() => undefined));
    expect(await indicator.check('log', 50)).toEqual({
      log: { status: 'down', message: 'No answer within 50 ms.' },
    });
  });
});
