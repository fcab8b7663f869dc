import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, counted, eventually, LogFixture, type Instance } from '../subscriptions/log.fixture';
import { openReaction, type Reaction, type ReactionRunner } from './index';
import { ParkedItems } from './mongo';
import { Receiver, telling } from './receiver.fixture';
import type { Counted } from '../subscriptions/log.fixture';

let log: LogFixture;
let receiver: Receiver;
let instance: Instance;
beforeEach(async () => {
  log = new LogFixture();
  receiver = new Receiver();
  instance = await log.instance();
});
afterEach(() => log.close());

const open = (of = instance, more: Partial<Reaction<Counted>> = {}): Promise<ReactionRunner> =>
  openReaction(of.subscriptions, telling(receiver, more));

const refusing = (...calls: readonly string[]) => {
  receiver.fault = (call) => (calls.includes(call) ? new RangeError(`no ${call}`) : undefined);
};

const positions = async (runner: ReactionRunner) =>
  (await runner.parked()).map(({ position }) => Number(position));

/** The record of what operators decided. */
const decisions = () => instance.store.db.collection('parked-decisions').find().toArray();

const series = (key: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => [counted(key, from + index)]);

describe('what a reaction has parked', () => {
  it('goes on in order once it is retried, on an instance that runs', async () => {
    refusing('a1');
    const runner = await open();
    runner.start();
    await append(instance, ...series('a', 1, 5), [counted('b', 1)]);
    await eventually(async () => expect(await positions(runner)).toEqual([1, 2, 3, 4, 5]));
    expect(receiver.of('a')).toEqual([]);
    receiver.fault = undefined;
    await runner.decideAboutParked(1, { action: 'retry', by: 'ann' });
    await append(instance, ...series('a', 6, 7));
    await eventually(() => expect(receiver.of('a')).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7']));
    await eventually(async () => expect(await runner.status()).toMatchObject({ parked: 0, lag: 0 }));
    expect(receiver.keys.get('a1')?.size).toBe(1);
  });

  it('is skipped when that is decided in the moment in which a retry is carried out; both are on file', async () => {
    refusing('a1');
    const runner = await open();
    await append(instance, ...series('a', 1, 2));
    await runner.catchUp();
    const { store } = instance;
    const items = new ParkedItems(store.db, store.causality, 'tell');
    await runner.decideAboutParked(1, { action: 'retry' });
    const decided = await items.decided();
    await runner.decideAboutParked(1, { action: 'skip', reason: 'never mind' });
    const changes = { gone: [], added: [], failed: [], done: [], decided };
    await store.causality.session((session) => items.apply(changes, session));
    expect(await items.decided()).toMatchObject([{ position: 1, state: 'waiting', action: 'skip' }]);
    receiver.fault = undefined;
    await runner.catchUp();
    expect(receiver.of('a')).toEqual(['a2']);
    expect((await decisions()).map(({ action }) => String(action)).toSorted()).toEqual(['retry', 'skip']);
  });

  it('is retried from any instance, and by whoever runs the reaction next', async () => {
    const onlooker = await open(await log.instance());
    refusing('a1');
    await append(instance, ...series('a', 1, 3));
    await (await open()).catchUp();
    receiver.fault = undefined;
    await onlooker.decideAboutParked(1, { action: 'retry' });
    expect(await positions(onlooker)).toEqual([1, 2, 3]);
    await (await open(await log.instance())).catchUp();
    expect(receiver.of('a')).toEqual(['a1', 'a2', 'a3']);
    expect(await positions(onlooker)).toEqual([]);
  });

  it('is skipped for good, with a reason that is kept; those behind it go on', async () => {
    refusing('a2', 'a4');
    const runner = await open();
    runner.start();
    await append(instance, ...series('a', 1, 5));
    await eventually(async () => expect(await positions(runner)).toEqual([2, 3, 4, 5]));
    await runner.decideAboutParked(2, { action: 'skip', reason: 'no such user', by: 'ann' });
    await eventually(() => expect(receiver.of('a')).toEqual(['a1', 'a3']));
    await eventually(async () => expect(await positions(runner)).toEqual([4, 5]));
    expect(await runner.parked()).toMatchObject([{ attempts: 1, error: 'no a4' }, { attempts: 0 }]);
    expect(await decisions()).toMatchObject([
      {
        ...{ position: 2, key: 'a', action: 'skip', reason: 'no such user', by: 'ann', error: 'no a2' },
        decidedAt: expect.any(Date),
      },
    ]);
    await runner.stop();
    receiver.fault = undefined;
    await runner.decideAboutParked(4, { action: 'retry' });
    await (await open(await log.instance())).catchUp();
    expect(receiver.of('a')).toEqual(['a1', 'a3', 'a4', 'a5']);
    expect(receiver.keys.get('a2')?.size).toBe(1);
  });

  it('is not done after all when it was skipped and an earlier one holds the checkpoint back', async () => {
    receiver.fault = (call) =>
      call === 'b1' ? new Error('busy') : call === 'a1' ? new RangeError('no') : undefined;
    const runner = await open();
    runner.start();
    await append(instance, [counted('b', 1)], [counted('a', 1)]);
    await eventually(async () => expect(await positions(runner)).toEqual([2]));
    await runner.decideAboutParked(2, { action: 'skip', reason: 'lost' });
    await eventually(async () => expect(await positions(runner)).toEqual([]));
    expect((await runner.status()).position).toBe(0);
    await runner.stop();
    receiver.fault = undefined;
    await (await open(await log.instance())).catchUp();
    expect(receiver.received).toEqual(['b1']);
  });

  it('may wait behind another one: skipped it leaves, retried it keeps its turn', async () => {
    refusing('a1');
    const runner = await open();
    runner.start();
    await append(instance, ...series('a', 1, 4));
    await eventually(async () => expect(await positions(runner)).toEqual([1, 2, 3, 4]));
    await runner.decideAboutParked(2, { action: 'retry' });
    await runner.decideAboutParked(3, { action: 'skip', reason: 'not wanted' });
    await eventually(async () => expect(await positions(runner)).toEqual([1, 2, 4]));
    receiver.fault = undefined;
    await runner.decideAboutParked(1, { action: 'retry' });
    await eventually(() => expect(receiver.of('a')).toEqual(['a1', 'a2', 'a4']));
  });

  it('is parked again when it fails again, with all its tries counted, and keeps its place', async () => {
    refusing('a1');
    const runner = await open();
    runner.start();
    await append(instance, ...series('a', 1, 2));
    await eventually(async () => expect(await positions(runner)).toEqual([1, 2]));
    const [{ since } = { since: undefined }] = await runner.parked();
    await runner.decideAboutParked(1, { action: 'retry' });
    await eventually(async () =>
      expect(await runner.parked()).toMatchObject([{ position: 1, attempts: 2, since }, { position: 2 }]),
    );
    expect(receiver.received).toEqual([]);
  });

  it('is decided about once under an id, and not at all when nothing is parked there', async () => {
    refusing('a1');
    await append(instance, ...series('a', 1, 1), [counted('b', 1)]);
    const runner = await open();
    await runner.catchUp();
    const decision = { action: 'skip', reason: 'x', command: { id: 'one', request: 'f' } } as const;
    await Promise.all([1, 2].map(() => runner.decideAboutParked(1, decision)));
    await runner.catchUp();
    await runner.decideAboutParked(1, decision);
    expect(await decisions()).toHaveLength(1);
    await expect(
      runner.decideAboutParked(1, { ...decision, command: { id: 'one', request: 'g' } }),
    ).rejects.toMatchObject({
      code: 'commit-id-reused',
    });
    for (const position of [1, 2, 99]) {
      await expect(runner.decideAboutParked(position, { action: 'retry' })).rejects.toMatchObject({
        code: 'parked-item-not-found',
      });
    }
  });

  it('holds an event whose key cannot be told, and only that', async () => {
    const runner = await open(instance, {
      key: ({ data }) => {
        if (data.by === 2) throw new TypeError('no key');
        return data.key;
      },
    });
    await append(instance, ...series('a', 1, 3));
    await runner.catchUp();
    expect(receiver.received).toEqual(['a1', 'a3']);
    expect(await runner.parked()).toMatchObject([{ position: 2, attempts: 1, error: 'no key' }]);
  });

  it('holds what failed as often as it may', async () => {
    receiver.fault = (call) => (call === 'a1' ? new Error('busy') : undefined);
    const runner = await open(instance, { maxAttempts: 3 });
    await append(instance, ...series('a', 1, 2), [counted('b', 1)]);
    await runner.catchUp();
    expect(receiver.received).toEqual(['b1']);
    expect(await runner.parked()).toMatchObject([{ attempts: 3, error: 'busy' }, { attempts: 0 }]);
  });
});
