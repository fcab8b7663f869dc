import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, counted, eventually, LogFixture } from '../subscriptions/log.fixture';
import { openReaction } from './index';
import { Receiver, telling } from './receiver.fixture';

let log: LogFixture;
let receiver: Receiver;
beforeEach(() => {
  log = new LogFixture();
  receiver = new Receiver();
});
afterEach(() => log.close());

const LOOK_AHEAD = 20;
const failing = (...keys: readonly string[]) => {
  receiver.fault = (call) => (keys.includes(call.charAt(0)) ? new Error('busy') : undefined);
};
const calls = (key: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${key}${index + 1}`);
const events = (key: string, count: number) => calls(key, count).map((_, index) => counted(key, index + 1));

describe('a key that is tried without end', () => {
  it('stops no other, however much it collects, and nothing of it is parked; later it goes on in order', async () => {
    const instance = await log.instance();
    failing('a');
    const runner = await openReaction(instance.subscriptions, telling(receiver, { lookAhead: LOOK_AHEAD }));
    runner.start();
    const head = await append(instance, events('a', 100), events('b', 100));
    await eventually(() => expect(receiver.of('b')).toHaveLength(100));
    expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBe(head);
    expect(await runner.status()).toMatchObject({ status: 'failed', error: 'busy', parked: 0 });
    expect(await runner.parked()).toEqual([]);
    await append(instance, events('a', 1));
    receiver.fault = undefined;
    await eventually(() => expect(receiver.of('a')).toEqual([...calls('a', 100), 'a1']));
    const kept = instance.store.db.collection('parked');
    await eventually(async () => expect(await kept.countDocuments()).toBe(0));
  });

  it('goes on where it was after a crash, in order, without a repeat of what others have done', async () => {
    const [first, second] = [await log.instance(), await log.instance({ waitMs: 10 })];
    failing('a');
    const running = await openReaction(first.subscriptions, telling(receiver, { lookAhead: LOOK_AHEAD }));
    running.start();
    const head = await append(first, events('a', 60), events('b', 60));
    await running.waitFor(head, { timeoutMs: 10_000 });
    await first.store.db.collection('leases').updateMany({}, { $set: { until: new Date(0), token: 100 } });
    const next = await openReaction(second.subscriptions, telling(receiver));
    next.start();
    await eventually(async () => expect((await next.status()).active).toBe(true));
    await append(second, events('c', 1));
    receiver.fault = undefined;
    await eventually(() => expect([...new Set(receiver.of('a'))]).toEqual(calls('a', 60)));
    expect(receiver.of('b')).toEqual(calls('b', 60));
    // The first may have met it as well, before it noticed that it was fenced off.
    await eventually(() => expect(receiver.of('c')).toContain('c1'));
  });

  it('may be parked later, and goes on from there', async () => {
    const instance = await log.instance();
    failing('a');
    const runner = await openReaction(instance.subscriptions, telling(receiver, { lookAhead: LOOK_AHEAD }));
    runner.start();
    const head = await append(instance, events('a', 30), events('b', 30));
    await runner.waitFor(head, { timeoutMs: 10_000 });
    receiver.fault = (call) => (call === 'a1' ? new RangeError('never') : undefined);
    await eventually(async () => expect(await runner.status()).toMatchObject({ parked: 30 }));
    const [head1] = await runner.parked();
    expect(head1).toMatchObject({ position: 1, error: 'never' });
    if (head1) await runner.decideAboutParked(head1.position, { action: 'skip', reason: 'never mind' });
    await eventually(() => expect(receiver.of('a')).toEqual(calls('a', 30).slice(1)));
  });

  it('is seen: how much waits, since when and why, and every event of it', async () => {
    const instance = await log.instance();
    failing('a');
    const runner = await openReaction(instance.subscriptions, telling(receiver, { lookAhead: LOOK_AHEAD }));
    runner.start();
    const head = await append(instance, events('a', 30), events('b', 30));
    await runner.waitFor(head, { timeoutMs: 10_000 });
    const oldest = { position: 1, error: 'busy', since: expect.any(Date) };
    expect(await runner.status()).toMatchObject({ lag: 0, waiting: 30, parked: 0, oldest });
    const all = await runner.parked(undefined, 100, 'asc', 'all');
    expect(all.map(({ position, key }) => [Number(position), key])).toEqual(
      Array.from({ length: 30 }, (_, index) => [index + 1, 'a']),
    );
    expect(await runner.parked(3, 2, 'desc', 'all')).toMatchObject([{ position: 2 }, { position: 1 }]);
    receiver.fault = undefined;
    await eventually(async () => expect(await runner.status()).toMatchObject({ waiting: 0, parked: 0 }));
    expect(await runner.status()).not.toHaveProperty('oldest');
  });

  it('can be skipped event by event while it is tried, also one that never failed; the rest goes on', async () => {
    const instance = await log.instance();
    failing('a');
    const runner = await openReaction(instance.subscriptions, telling(receiver, { lookAhead: LOOK_AHEAD }));
    runner.start();
    const head = await append(instance, events('a', 100), events('b', 30));
    await runner.waitFor(head, { timeoutMs: 10_000 });
    for (const position of [1, 2, 90]) {
      await runner.decideAboutParked(position, { action: 'skip', reason: 'too late' });
    }
    await runner.decideAboutParked(3, { action: 'retry' });
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({ waiting: 97, oldest: { position: 3 } }),
    );
    receiver.fault = undefined;
    const wanted = calls('a', 100).filter((call) => !['a1', 'a2', 'a90'].includes(call));
    await eventually(() => expect(receiver.of('a')).toEqual(wanted));
    await eventually(async () => expect(await runner.status()).toMatchObject({ waiting: 0, parked: 0 }));
  });

  it('waits in the log with all others when nobody can be reached', async () => {
    const instance = await log.instance();
    const keys = 'abcdefghijklmnopqrstuvwxyz'.split('');
    receiver.fault = () => new Error('down');
    const runner = await openReaction(instance.subscriptions, telling(receiver, { lookAhead: LOOK_AHEAD }));
    runner.start();
    for (const by of [1, 2, 3])
      await append(
        instance,
        keys.map((key) => counted(key, by)),
      );
    await eventually(() => expect(receiver.keys.size).toBeGreaterThanOrEqual(LOOK_AHEAD));
    expect(await instance.store.db.collection('parked').countDocuments()).toBe(0);
    receiver.fault = undefined;
    await eventually(() => expect(receiver.received).toHaveLength(78));
    for (const key of keys) expect(receiver.of(key)).toEqual(calls(key, 3));
  });
});
