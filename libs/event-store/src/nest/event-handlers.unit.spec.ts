import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, type INestApplicationContext, Module, type Provider, Scope } from '@nestjs/common';
import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { EventStore } from '../event-store';
import { cqrsReaction, Delivered, Effect, EventStoreModule, SubscriptionRegistry } from './index';
import { type OrderPlaced, orderPlaced, PLACED } from './shop.fixture';

class OrderArrived extends Delivered<OrderPlaced> {}

let seen: (readonly [handler: string, key: string, keyOfAudit: string])[];
let down: boolean;
let app: INestApplicationContext | undefined;
beforeEach(() => {
  seen = [];
  down = false;
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const note = async (handler: object, { context }: OrderArrived): Promise<void> => {
  seen.push([handler.constructor.name, context.idempotencyKey, context.keyFor('audit')]);
};

@EventsHandler(OrderArrived)
class Mail implements IEventHandler<OrderArrived> {
  async handle(arrived: OrderArrived): Promise<void> {
    await note(this, arrived);
    if (down) throw new Error('the mail is down');
  }
}

@EventsHandler(OrderArrived)
@Effect('audit')
class Audit implements IEventHandler<OrderArrived> {
  handle = (arrived: OrderArrived) => note(this, arrived);
}

const start = async (...modules: readonly (readonly Provider[])[]): Promise<INestApplicationContext> => {
  const logger = { log: () => undefined, warn: () => undefined };
  const arrivals = cqrsReaction<OrderPlaced>({
    name: 'arrivals',
    query: PLACED,
    startFrom: 'start',
    key: () => 'all',
    delivers: OrderArrived,
    retry: { firstMs: 1, maxMs: 1 },
  });
  const imports = [
    EventStoreModule.forTesting({ subscriptions: { logger } }),
    EventStoreModule.forFeature({ reactions: [arrivals] }),
    ...modules.map((providers) => {
      @Module({ providers: [...providers] })
      class Some {}
      return Some;
    }),
  ];
  app = await (await Test.createTestingModule({ imports }).compile()).init();
  return app;
};

const place = async (context: INestApplicationContext): Promise<void> => {
  await context.get(EventStore).append({ events: [orderPlaced('a', 1)] });
};

describe('handlers of one event', () => {
  it('have a key each, the same at every try, which the name of their class has no part in', async () => {
    const context = await start([Mail, Audit]);
    down = true;
    await place(context);
    while (seen.length < 4) await new Promise((resolve) => setImmediate(resolve));
    down = false;
    await context.get(SubscriptionRegistry).settled();

    const keysOf = (handler: string) =>
      new Set(seen.filter(([name]) => name === handler).map(([, key]) => key));
    const [[, , keyOfAudit] = ['', '', '']] = seen;
    expect(keysOf('Audit')).toEqual(new Set([keyOfAudit]));
    expect(keysOf('Mail').size).toBe(1);
    expect(keysOf('Mail')).not.toEqual(keysOf('Audit'));
  });

  it('handle it once when their class is provided in two modules', async () => {
    const context = await start([Mail, Audit], [Mail], [{ provide: 'audit', useExisting: Audit }, Audit]);
    await place(context);
    await context.get(SubscriptionRegistry).settled();
    expect(seen.map(([name]) => name).toSorted()).toEqual(['Audit', 'Mail']);
  });

  it('may be provided by a factory or as a value', async () => {
    const context = await start([
      { provide: 'mail', useFactory: () => new Mail() },
      { provide: 'audit', useValue: new Audit() },
    ]);
    await place(context);
    await context.get(SubscriptionRegistry).settled();
    expect(seen.map(([name]) => name).toSorted()).toEqual(['Audit', 'Mail']);
  });
});

describe('an application does not start', () => {
  it('when nobody handles what a reaction delivers', async () => {
    await expect(start([])).rejects.toMatchObject({
      code: 'invalid-module',
      message: expect.stringContaining('No provider is an @EventsHandler(OrderArrived)'),
    });
  });

  it('when two handlers have no name for their effect, or the same', async () => {
    class MoreMail extends Mail {}
    await expect(start([Mail, MoreMail])).rejects.toThrow(
      /Mail and MoreMail both handle OrderArrived without a name for their effect.*Put @Effect/,
    );
    @Effect('audit')
    class MoreAudit extends Mail {}
    await expect(start([Audit, MoreAudit])).rejects.toThrow(/as the effect audit/);
  });

  it.each([Scope.REQUEST, Scope.TRANSIENT])(
    'when a handler is made for each of its users (%s)',
    async (scope) => {
      @Injectable({ scope })
      @EventsHandler(OrderArrived)
      class Scoped implements IEventHandler<OrderArrived> {
        handle = () => undefined;
      }
      await expect(start([{ provide: Scoped, useClass: Scoped, scope }])).rejects.toThrow(/^Scoped .*scope/);
    },
  );

  it('when a handler has no method for it', async () => {
    // As code without types would have it.
    class Empty {
      readonly name = 'empty';
    }
    Reflect.apply(EventsHandler(OrderArrived), undefined, [Empty]);
    await expect(start([Empty])).rejects.toThrow(/^Empty is an @EventsHandler, and has no method handle/);
  });

  it('with an effect whose name is none', () => {
    expect(() => Effect('a/b')).toThrow(/"a\/b" is no name for a reaction effect/);
  });
});
