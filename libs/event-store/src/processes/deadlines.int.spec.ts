import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deferred } from '../async';
import { EVERYTHING, type RecordedEvent } from '../contract';
import { refuse } from '../models';
import { append, eventually, type Instance, LogFixture } from '../subscriptions/log.fixture';
import { openProcessManager } from './index';
import { cancelled, type Order, order, paid, placed, unpaidOrders } from './orders.fixture';

let log: LogFixture;
let now: Date;
beforeEach(() => {
  log = new LogFixture();
  now = at(0);
});
afterEach(() => log.close());

const at = (minute: number): Date => new Date(Date.UTC(2030, 0, 1, 12, minute));
const due = (orderId: string, minute: number) => placed(orderId, at(minute).toISOString());
const instance = () => log.instance({ now: () => now, poll: { firstMs: 5, maxMs: 20 } });

const stored = async ({ store }: Instance): Promise<readonly string[]> => {
  const events: RecordedEvent[] = [];
  for await (const event of store.read(EVERYTHING)) events.push(event);
  return events.slice(0).map(({ type, tags }) => `${type} ${tags[0]?.slice('order:'.length) ?? ''}`);
};
const endings = async (of: Instance) => (await stored(of)).filter((text) => !text.startsWith('OrderPlaced'));

describe('the deadlines of a process manager', () => {
  it('are met once, in the order of their times, by whichever of two instances', async () => {
    const [first, second] = [await instance(), await instance()];
    const runners = [
      await openProcessManager(first.subscriptions, unpaidOrders({ lane: () => 'all' })),
      await openProcessManager(second.subscriptions, unpaidOrders({ lane: () => 'all' })),
    ];
    for (const runner of runners) runner.start();
    await append(first, [due('c', 30)], [due('a', 10)], [due('b', 20)], [due('d', 40)]);
    now = at(9);
    await eventually(async () => expect(await runners[0]?.status()).toMatchObject({ open: 4, due: 0 }));
    expect(await endings(first)).toEqual([]);
    now = at(30);
    await eventually(async () => expect(await runners[1]?.status()).toMatchObject({ open: 1, due: 0 }));
    expect(await endings(first)).toEqual(['OrderCancelled a', 'OrderCancelled b', 'OrderCancelled c']);
  });

  it('are met once though two instances meet them at the same time', async () => {
    const [first, second] = [await instance(), await instance()];
    const tried: string[] = [];
    const both = deferred<undefined>();
    const meeting = (name: string) =>
      unpaidOrders({
        onDeadline: async ({ id, decide }) => {
          tried.push(name);
          if (tried.length === 2) both.resolve(undefined);
          await both.promise;
          await decide({}, () => [cancelled(id)]);
        },
      });
    const one = await openProcessManager(first.subscriptions, meeting('one'));
    const two = await openProcessManager(second.subscriptions, meeting('two'));
    one.start();
    await append(first, [due('a', 10)]);
    now = at(10);
    await eventually(() => expect(tried).toEqual(['one']));
    await first.store.db.collection('leases').updateMany({}, { $set: { until: new Date(0), token: 100 } });
    two.start();
    await eventually(async () => expect(await two.status()).toMatchObject({ open: 0 }));
    expect(new Set(tried)).toEqual(new Set(['one', 'two']));
    expect(await endings(first)).toEqual(['OrderCancelled a']);
  });

  it('go with what they waited for: nothing is cancelled that was paid', async () => {
    const on = await instance();
    const runner = await openProcessManager(on.subscriptions, unpaidOrders());
    await append(on, [due('a', 10)], [due('b', 10)], [paid('a')]);
    runner.start();
    now = at(60);
    await eventually(async () => expect(await endings(on)).toEqual(['OrderPaid a', 'OrderCancelled b']));
    await eventually(async () => expect(await runner.status()).toMatchObject({ open: 0, due: 0 }));
  });

  it('are looked up in the log when they are met: a read model that is late cancels nothing', async () => {
    const on = await instance();
    const seen: Order['status'][] = [];
    const runner = await openProcessManager(
      on.subscriptions,
      unpaidOrders({
        onDeadline: async ({ id, decide }) => {
          await append(on, [paid(id)]);
          await decide({}, ({ process }) => {
            seen.push(process.status);
            return [cancelled(id)];
          });
        },
      }),
    );
    runner.start();
    await append(on, [due('a', 10)]);
    now = at(10);
    await eventually(async () => expect(await endings(on)).toEqual(['OrderPaid a']));
    await eventually(async () => expect(await runner.status()).toMatchObject({ open: 0 }));
    expect([seen, await endings(on)]).toEqual([[], ['OrderPaid a']]);
  });

  it('survive a restart: those that came while nothing ran are met afterwards', async () => {
    const before = await instance();
    const stopped = await openProcessManager(before.subscriptions, unpaidOrders());
    stopped.start();
    await append(before, [due('a', 10)]);
    await eventually(async () => expect(await stopped.status()).toMatchObject({ open: 1 }));
    await before.subscriptions.close();
    now = at(60);
    const after = await instance();
    const runner = await openProcessManager(after.subscriptions, unpaidOrders());
    runner.start();
    await eventually(async () => expect(await endings(after)).toEqual(['OrderCancelled a']));
  });

  it('that cannot be met are told, and tried again in their own time; those of others are met meanwhile', async () => {
    const on = await instance();
    let isAway = true;
    const tries: string[] = [];
    const runner = await openProcessManager(
      on.subscriptions,
      unpaidOrders({
        onDeadline: async ({ id, decide }) => {
          tries.push(id);
          if (id === 'failing' && isAway) throw new Error('no answer from the shop');
          await decide({}, () => (id === 'refused' && isAway ? refuse('not-now') : [cancelled(id)]));
        },
      }),
    );
    runner.start();
    await append(on, [due('failing', 1)], [due('refused', 2)], [due('a', 3)], [due('b', 4)]);
    now = at(10);
    await eventually(async () => expect(await endings(on)).toHaveLength(2));
    await eventually(async () => expect(await runner.isSettled()).toBe(true));
    expect(await runner.status()).toMatchObject({ due: 2, oldest: { id: 'failing', dueAt: at(1) } });
    expect(tries.filter((id) => id === 'failing')).toHaveLength(1);
    expect(on.messages.filter((text) => text.includes('no answer from the shop'))).toHaveLength(1);
    isAway = false;
    now = new Date(at(10).getTime() + 1_000);
    await eventually(async () => expect(await runner.status()).toMatchObject({ open: 0 }));
    expect((await endings(on)).toSorted()).toEqual(
      ['a', 'b', 'failing', 'refused'].map((id) => `OrderCancelled ${id}`),
    );
  });

  it('have keys that are the same at every try, and each its own', async () => {
    const on = await instance();
    const keys: string[] = [];
    const runner = await openProcessManager(
      on.subscriptions,
      unpaidOrders({
        onDeadline: async ({ idempotencyKey, keyFor }) => {
          keys.push(idempotencyKey, keyFor('mail'));
          throw new Error('not yet');
        },
      }),
    );
    runner.start();
    await append(on, [due('a', 1)]);
    now = at(10);
    await eventually(() => expect(keys).toHaveLength(2));
    now = at(20);
    await eventually(() => expect(keys).toHaveLength(4));
    expect(keys.slice(2)).toEqual(keys.slice(0, 2));
    expect(new Set(keys).size).toBe(2);
  });

  it('are those of processes to which something happens from then on, where it starts from now', async () => {
    const on = await instance();
    await append(on, [due('old', 10)], [due('moved', 10)]);
    const runner = await openProcessManager(on.subscriptions, unpaidOrders({ startFrom: 'now' }));
    await append(on, [due('moved', 20)], [due('new', 10)]);
    runner.start();
    now = at(30);
    await eventually(async () =>
      expect((await endings(on)).toSorted()).toEqual(['OrderCancelled moved', 'OrderCancelled new']),
    );
    await eventually(async () => expect(await runner.isSettled()).toBe(true));
  });

  it('are met by other means, too: what counts is that the log has them no more', async () => {
    const on = await instance();
    const runner = await openProcessManager(
      on.subscriptions,
      unpaidOrders({
        onDeadline: async ({ id }) => {
          await on.store.decide({ order: order(id) }, () => [cancelled(id)]);
        },
      }),
    );
    runner.start();
    await append(on, [due('a', 10)]);
    now = at(10);
    await eventually(async () => expect(await endings(on)).toEqual(['OrderCancelled a']));
    await eventually(async () => expect(await runner.status()).toMatchObject({ open: 0 }));
    expect(await endings(on)).toEqual(['OrderCancelled a']);
  });

  it('need a query that names what their model reads', async () => {
    const on = await instance();
    const query = { items: [{ types: ['OrderPlaced', 'OrderCancelled'] }] };
    const runner = await openProcessManager(on.subscriptions, unpaidOrders({ query }));
    await append(on, [due('a', 10)]);
    runner.start();
    await eventually(() =>
      expect(on.messages.join()).toMatch(/The option query is no OrderPaid.*every type that its model reads/),
    );
  });
});
