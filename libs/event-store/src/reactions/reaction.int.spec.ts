import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../contract';
import { decisionModel } from '../models';
import { append, counted, eventually, LogFixture, other, type Counted } from '../subscriptions/log.fixture';
import { openReaction } from './index';
import { Receiver, telling } from './receiver.fixture';

let log: LogFixture;
let receiver: Receiver;
beforeEach(() => {
  log = new LogFixture();
  receiver = new Receiver();
});
afterEach(() => log.close());

describe('a reaction', () => {
  it('calls in the order of each key, once when nothing crashes', async () => {
    const instance = await log.instance();
    const runner = await openReaction(instance.subscriptions, telling(receiver));
    const events = [1, 2, 3, 4].flatMap((by) => ['a', 'b', 'c'].map((key) => counted(key, by)));
    await append(instance, events.slice(0, 5), [other()], events.slice(5));
    expect(await runner.catchUp()).toBe(13);
    for (const key of ['a', 'b', 'c'])
      expect(receiver.of(key)).toEqual([1, 2, 3, 4].map((by) => `${key}${by}`));
    expect(receiver.received).toHaveLength(12);
  });

  it('goes on by itself when the receiver is back, under the same idempotency key', async () => {
    const instance = await log.instance();
    receiver.fault = () => new Error('connection refused');
    const runner = await openReaction(instance.subscriptions, telling(receiver));
    runner.start();
    const head = await append(instance, [counted('a', 1)], [counted('b', 1)], [counted('a', 2)]);
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({
        status: 'failed',
        error: 'connection refused',
        position: 0,
      }),
    );
    receiver.fault = undefined;
    expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBe(3);
    expect(receiver.of('a')).toEqual(['a1', 'a2']);
    expect(receiver.keys.get('a1')?.size).toBe(1);
    expect(new Set([...receiver.keys.values()].flatMap((keys) => [...keys])).size).toBe(3);
    await eventually(async () => expect((await runner.status()).status).toBe('running'));
    expect(instance.messages.filter((text) => text.includes('connection refused'))).toHaveLength(1);
  });

  it('sets aside what cannot succeed: its key waits behind it, every other key goes on', async () => {
    const instance = await log.instance();
    receiver.fault = (call) => (call === 'a2' ? new RangeError('no such user') : undefined);
    const runner = await openReaction(instance.subscriptions, telling(receiver));
    await append(instance, [counted('a', 1)], [counted('a', 2)], [counted('b', 1)], [counted('a', 3)]);
    expect(await runner.catchUp()).toBe(4);
    expect(receiver.of('a')).toEqual(['a1']);
    expect(receiver.of('b')).toEqual(['b1']);
    const parked = await runner.parked();
    expect(parked).toMatchObject([
      { position: 2, key: 'a', attempts: 1, error: 'no such user' },
      { position: 4, key: 'a', attempts: 0 },
    ]);

    receiver.fault = undefined;
    await append(instance, [counted('a', 4)], [counted('b', 2)]);
    const restarted = await openReaction((await log.instance()).subscriptions, telling(receiver));
    expect(await restarted.catchUp()).toBe(6);
    expect(receiver.of('a')).toEqual(['a1']);
    expect(receiver.of('b')).toEqual(['b1', 'b2']);
    expect((await restarted.parked()).map(({ position }) => position)).toEqual([2, 4, 5]);
    expect(await restarted.status()).toMatchObject({ parked: 3, position: 6, lag: 0 });
  });

  it('lets other keys go on while one is tried without end, and keeps the checkpoint below it', async () => {
    const instance = await log.instance();
    receiver.fault = (call) => (call === 'a1' ? new Error('busy') : undefined);
    const runner = await openReaction(instance.subscriptions, telling(receiver, { concurrency: 1 }));
    runner.start();
    await append(instance, [other()], [counted('a', 1)], ...[1, 2, 3, 4, 5].map((by) => [counted('b', by)]));
    await eventually(() => expect(receiver.of('b')).toHaveLength(5));
    expect((await runner.status()).position).toBeLessThanOrEqual(1);
    receiver.fault = undefined;
    expect(await runner.waitFor(7, { timeoutMs: 10_000 })).toBe(7);
    expect(receiver.of('a')).toEqual(['a1']);
  });

  it('is repeated by the next instance, in order, when the first is fenced off', async () => {
    const [first, second] = [await log.instance(), await log.instance({ waitMs: 10 })];
    receiver.fault = (call) => (call === 'a2' ? new Error('busy') : undefined);
    const running = await openReaction(first.subscriptions, telling(receiver));
    running.start();
    await append(first, [counted('a', 1)], [counted('a', 2)], [counted('a', 3)]);
    await eventually(() => expect(receiver.keys.has('a2')).toBe(true));
    await first.store.db.collection('leases').updateMany({}, { $set: { until: new Date(0), token: 100 } });
    const next = await openReaction(second.subscriptions, telling(receiver));
    next.start();
    await eventually(async () => expect((await next.status()).active).toBe(true));
    receiver.fault = undefined;
    expect(await next.waitFor(3, { timeoutMs: 10_000 })).toBe(3);
    expect([...new Set(receiver.of('a'))]).toEqual(['a1', 'a2', 'a3']);
    expect(receiver.keys.get('a2')?.size).toBe(1);
  });

  it('cuts a call off that takes too long, and tries again', async () => {
    const instance = await log.instance();
    const attempts: number[] = [];
    const slow = telling(receiver, {
      timeoutMs: 30,
      react: (_, { attempt, signal }) => {
        attempts.push(attempt);
        if (attempt === 3) return Promise.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('cut off')), { once: true });
        });
      },
    });
    const runner = await openReaction(instance.subscriptions, slow);
    await append(instance, [counted('a')]);
    expect(await runner.catchUp()).toBe(1);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('reads states as of the position of its event', async () => {
    const instance = await log.instance();
    const model = decisionModel({
      name: 'sum',
      query: () => ({ items: [{ types: ['Counted'] }] }),
      initial: 0,
      evolve: (sum, { data }: RecordedEvent<Counted>) => sum + data.by,
    });
    const sums: number[] = [];
    const summing = telling(receiver, {
      key: () => 'one',
      react: async (_, { stateAt }) => void sums.push(await stateAt(model())),
    });
    const runner = await openReaction(instance.subscriptions, summing);
    await append(instance, [counted('a', 5), counted('a', 7)], [counted('b', 11)]);
    await runner.catchUp();
    expect(sums).toEqual([5, 12, 23]);
  });

  it('stops within its time although a call hangs, and gives the lease back', async () => {
    const instance = await log.instance();
    let called = false;
    const hanging = telling(receiver, {
      timeoutMs: 60_000,
      react: () => {
        called = true;
        return new Promise(() => undefined);
      },
    });
    const runner = await openReaction(instance.subscriptions, hanging);
    runner.start();
    await append(instance, [counted('a')]);
    await eventually(() => expect(called).toBe(true));
    await runner.stop();
    expect(await runner.status()).toMatchObject({ active: false, position: 0 });
  });
});
