import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deferred } from '../async';
import {
  append,
  counted,
  eventually,
  LogFixture,
  type Counted,
  type Instance,
} from '../subscriptions/log.fixture';
import { openReaction, type Reaction, type ReactionRunner } from './index';
import { Receiver, telling } from './receiver.fixture';

let log: LogFixture;
let receiver: Receiver;
beforeEach(() => {
  log = new LogFixture();
  receiver = new Receiver();
});
afterEach(() => log.close());

const open = (of: Instance, more: Partial<Reaction<Counted>> = {}): Promise<ReactionRunner> =>
  openReaction(of.subscriptions, telling(receiver, more));

const series = (key: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => [counted(key, from + index)]);

/** What a restore from a backup leaves of a log. */
const setBack = (instance: Instance, to: number) =>
  instance.store.db.collection('commits').deleteMany({ position: { $gt: to } });

describe('a reaction that is to resume at a position', () => {
  it('does again what follows, where it runs idle, under the keys of before', async () => {
    const [running, asked] = [await log.instance(), await log.instance()];
    await append(running, ...series('a', 1, 4));
    const runner = await open(running);
    const other = await open(asked);
    runner.start();
    await runner.waitFor(4, { timeoutMs: 10_000 });
    expect(await other.resumeAt(2, { by: 'ann', reason: 'the receiver lost a day' })).toBe(2);
    await eventually(() => expect(receiver.of('a')).toEqual(['a1', 'a2', 'a3', 'a4', 'a3', 'a4']));
    expect([...receiver.keys.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
    await eventually(async () => expect(await other.status()).toMatchObject({ position: 4, lag: 0 }));
    const [decision] = await running.store.db.collection('operator-decisions').find().toArray();
    expect(decision).toMatchObject({
      ...{ subscription: 'reaction:tell', action: 'resume-at', position: 2 },
      ...{ by: 'ann', reason: 'the receiver lost a day', decidedAt: expect.any(Date) },
    });
  });

  it('does again what was under way when that was asked for, though its checkpoint was there already', async () => {
    const [running, asked] = [await log.instance(), await log.instance()];
    await append(running, ...series('a', 1, 1));
    const ended = deferred<undefined>();
    const react: Reaction<Counted>['react'] = async (event, context) => {
      await receiver.take(event, context);
      await ended.promise;
    };
    const runner = await open(running, { react });
    const other = await open(asked);
    runner.start();
    await eventually(() => expect(receiver.of('a')).toEqual(['a1']));
    await other.resumeAt(0);
    ended.resolve(undefined);
    await eventually(() => expect(receiver.of('a')).toEqual(['a1', 'a1']));
    expect(receiver.keys.get('a1')?.size).toBe(1);
    await runner.stop();
  });

  it('goes on behind a commit, and of one that it lies inside of before it', async () => {
    const instance = await log.instance();
    await append(instance, [counted('a', 1)], [counted('a', 2), counted('a', 3), counted('a', 4)]);
    const runner = await open(instance);
    expect(await runner.resumeAt(4)).toBe(4);
    await runner.catchUp();
    expect(receiver.of('a')).toEqual([]);
    expect(await runner.resumeAt(3)).toBe(1);
    await runner.catchUp();
    expect(receiver.of('a')).toEqual(['a2', 'a3', 'a4']);
    expect(await runner.resumeAt(0)).toBe(0);
    await runner.catchUp({ maxEvents: 1 });
    expect(receiver.of('a')).toEqual(['a2', 'a3', 'a4', 'a1']);
  });

  it('does so once under one command, and not beyond the head', async () => {
    const instance = await log.instance();
    await append(instance, ...series('a', 1, 2));
    const runner = await open(instance);
    const command = { id: 'resume-1', request: { position: 0 } };
    await runner.resumeAt(0, { command });
    await runner.catchUp();
    await runner.resumeAt(0, { command });
    expect(await runner.status()).toMatchObject({ position: 2 });
    await expect(
      runner.resumeAt(1, { command: { id: 'resume-1', request: { position: 1 } } }),
    ).rejects.toMatchObject({ code: 'commit-id-reused' });
    await expect(runner.resumeAt(3)).rejects.toMatchObject({
      code: 'position-beyond-head',
      facts: { position: 3, head: 2 },
    });
  });

  it('leaves what stands beside the log as it is, and lets its key wait for it', async () => {
    const instance = await log.instance();
    receiver.fault = (call) => (call === 'a2' ? new RangeError('no') : undefined);
    await append(instance, ...series('a', 1, 3), [counted('b', 1)]);
    const runner = await open(instance);
    await runner.catchUp();
    await runner.resumeAt(0);
    await runner.catchUp();
    expect(receiver.received).toEqual(['a1', 'b1', 'b1']);
    expect(await runner.parked()).toMatchObject([
      { position: 1, attempts: 0 },
      { position: 2, attempts: 1 },
      { position: 3, attempts: 0 },
    ]);
    receiver.fault = undefined;
    await runner.decideAboutParked(2, { action: 'retry' });
    await runner.catchUp();
    expect(receiver.of('a')).toEqual(['a1', 'a1', 'a2', 'a3']);
  });
});

describe('a reaction on a log that was set back', () => {
  it('says where to resume, and goes on there with the log as it is now', async () => {
    const before = await log.instance();
    await append(before, ...series('a', 1, 10));
    await (await open(before)).catchUp();
    await setBack(before, 6);
    const after = await log.instance();
    await append(after, ...series('b', 1, 2));
    const runner = await open(after);
    await expect(runner.catchUp()).rejects.toMatchObject({
      code: 'log-diverged',
      message: expect.stringContaining('resume at a position of this log'),
    });
    runner.start();
    await eventually(async () => expect(await runner.status()).toMatchObject({ status: 'failed' }));
    await runner.resumeAt(6);
    await eventually(() => expect(receiver.of('b')).toEqual(['b1', 'b2']));
    await eventually(async () => expect(await runner.status()).toMatchObject({ status: 'running', lag: 0 }));
    expect(receiver.of('a')).toHaveLength(10);
  });

  it('does not take an event for the one that was parked in its place', async () => {
    const before = await log.instance();
    receiver.fault = (call) => (call === 'a3' ? new RangeError('no') : undefined);
    await append(before, ...series('a', 1, 5));
    await (await open(before)).catchUp();
    expect(receiver.of('a')).toEqual(['a1', 'a2']);
    await setBack(before, 2);
    const after = await log.instance();
    await append(after, ...series('b', 1, 2), ...series('a', 6, 7));
    const runner = await open(after);
    await runner.resumeAt(2);
    runner.start();
    await eventually(() => expect(receiver.of('a')).toEqual(['a1', 'a2', 'a6', 'a7']));
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({ parked: 0, waiting: 0, position: 6 }),
    );
    expect(receiver.of('b')).toEqual(['b1', 'b2']);
    expect(await after.store.db.collection('parked').countDocuments()).toBe(0);
  });

  it('does not do an event under the key of the one that was parked before its checkpoint', async () => {
    const before = await log.instance();
    receiver.fault = (call) => (call.startsWith('a') ? new RangeError('no') : undefined);
    await append(before, [counted('a', 1)], [counted('a', 2)]);
    await (await open(before)).catchUp();
    await setBack(before, 0);
    const after = await log.instance();
    await append(after, ...series('b', 1, 3));
    const runner = await open(after);
    await runner.resumeAt(3);
    receiver.fault = undefined;
    await runner.decideAboutParked(1, { action: 'retry' });
    await runner.catchUp();
    await runner.catchUp();
    expect(receiver.received).toEqual([]);
    expect(await runner.parked()).toEqual([]);
  });
});
