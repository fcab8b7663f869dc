import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  append,
  counted,
  eventually,
  LogFixture,
  type Counted,
  type Instance,
} from '../subscriptions/log.fixture';
import { defineProjection, dropOldGenerations, openProjection, type Projection, readModel } from './index';

interface Row {
  /** What was folded, in order. */
  readonly seen: readonly number[];
}

/** What the fold cannot take; mended by taking it out. */
const POISON = 13;
let poison: ReadonlySet<number>;
let onFold: (by: number) => void;

const rows = (onError: NonNullable<Projection['onError']> = 'set-aside-key') =>
  defineProjection({
    name: 'rows',
    version: 1,
    query: { items: [{ types: ['Counted'] }] },
    onError,
    models: {
      rows: readModel<Row, Counted>({
        keys: ({ data }) => [data.key],
        evolve: (row, { data }) => {
          onFold(data.by);
          if (poison.has(data.by)) throw new Error(`No ${data.by} can be counted`);
          return { seen: [...(row?.seen ?? []), data.by] };
        },
      }),
      all: readModel<Row, Counted>({
        keys: () => ['all'],
        evolve: (row, { data }) => ({ seen: [...(row?.seen ?? []), data.by] }),
      }),
    },
  });

type Runner = Awaited<ReturnType<typeof open>>;
const open = ({ subscriptions }: Instance, onError?: Projection['onError']) =>
  openProjection(subscriptions, rows(onError));

const seen = async (runner: Runner, ...keys: readonly string[]) =>
  runner.read(async ({ model }) => {
    const found = keys.map(async (key) => (await model('rows').findById(key))?.seen);
    return [...(await Promise.all(found)), (await model('all').findById('all'))?.seen];
  });

const where = async (runner: Runner) =>
  (await runner.setAside()).map(({ position, keys }) => [position, keys.map(({ key }) => key)]);

let log: LogFixture;
beforeEach(() => {
  poison = new Set([POISON]);
  onFold = () => undefined;
  log = new LogFixture();
});
afterEach(() => log.close());

describe('a poison event', () => {
  it('sets its key aside, with what is known of it; everything else goes on', async () => {
    const instance = await log.instance();
    await append(instance, [counted('a', 1), counted('b', 1), counted('a', POISON), counted('a', 2)]);
    await append(instance, [counted('a', 3), counted('b', 2)]);
    const runner = await open(instance);
    expect(await runner.catchUp()).toBe(6);
    expect(await seen(runner, 'a', 'b')).toEqual([[1], [1, 2], [1, 1, POISON, 2, 3, 2]]);
    expect(await runner.status()).toMatchObject({ position: 6, lag: 0, setAside: 1 });
    expect(await runner.setAside()).toEqual([
      {
        position: 3,
        type: 'Counted',
        version: 1,
        since: expect.any(Date),
        retrying: false,
        keys: [
          {
            model: 'rows',
            key: 'a',
            error: expect.stringContaining('rows.rows failed at the event at position 3'),
            stack: expect.stringMatching(/No 13 can be counted[^]*set-aside\.int\.spec\.ts:\d+/),
          },
        ],
      },
    ]);
  });

  it('stops the projection where nothing else is said', async () => {
    const instance = await log.instance();
    await append(instance, [counted('a', 1)], [counted('b', POISON)]);
    const runner = await open(instance, 'stop');
    await expect(runner.catchUp()).rejects.toMatchObject({ code: 'fold-failed', facts: { position: 2 } });
    expect(await runner.status()).not.toHaveProperty('setAside');
  });

  it('is passed over for good by whoever takes over, until somebody decides about it', async () => {
    const first = await log.instance();
    await append(first, [counted('a', 1)], [counted('a', POISON)]);
    await (await open(first)).catchUp();
    await first.subscriptions.close();
    const second = await log.instance();
    await append(second, [counted('a', 2), counted('b', 1)]);
    const runner = await open(second, 'stop');
    expect(await runner.catchUp()).toBe(4);
    expect(await seen(runner, 'a', 'b')).toEqual([[1], [1], [1, POISON, 2, 1]]);
  });
});

describe('a key that was set aside', () => {
  const poisoned = async (instance: Instance) => {
    await append(instance, [counted('a', 1), counted('b', 1)], [counted('a', POISON)], [counted('a', 2)]);
    const runner = await open(instance);
    await runner.catchUp();
    return runner;
  };

  it('is folded from the start of the log when the code is mended: in order, each event once', async () => {
    const [instance, other] = [await log.instance(), await log.instance()];
    const runner = await poisoned(instance);
    const beside = await open(other);
    poison = new Set();
    runner.start();
    // Whichever instance is asked.
    await beside.retrySetAside(3, { by: 'ann', reason: 'mended' });
    const heads = [];
    for (let round = 0; round < 20; round += 1) heads.push(await append(other, [counted('a', 100 + round)]));
    await eventually(async () => expect(await where(beside)).toEqual([]));
    await runner.waitFor(heads.at(-1) ?? 0, { timeoutMs: 10_000 });
    const later = Array.from({ length: 20 }, (_, round) => 100 + round);
    const [a, b, all] = await seen(runner, 'a', 'b');
    expect([a, b]).toEqual([[1, POISON, 2, ...later], [1]]);
    expect(all).toEqual([1, 1, POISON, 2, ...later]);
    expect(await runner.status()).not.toHaveProperty('setAside');
    const decisions = await instance.store.db.collection('operator-decisions').find().toArray();
    expect(decisions).toMatchObject([
      { subscription: 'rows@1', action: 'retry-set-aside', position: 3, by: 'ann', reason: 'mended' },
    ]);
  });

  it('stays set aside at what its fold fails at next', async () => {
    const instance = await log.instance();
    const runner = await poisoned(instance);
    await append(instance, [counted('a', 66), counted('a', 4)]);
    await runner.catchUp();
    poison = new Set([66]);
    await runner.retrySetAside(3);
    await runner.catchUp();
    expect(await where(runner)).toEqual([[5, ['a']]]);
    expect((await seen(runner, 'a'))[0]).toEqual([1, POISON, 2]);
    poison = new Set();
    await runner.retrySetAside(5);
    await runner.catchUp();
    expect(await where(runner)).toEqual([]);
    expect((await seen(runner, 'a'))[0]).toEqual([1, POISON, 2, 66, 4]);
    // What is stored where a checkpoint stands leaves it as it is.
    const checkpoints = instance.store.db.collection<{ _id: string }>('checkpoints');
    expect(await checkpoints.findOne({ _id: 'rows@1' })).toMatchObject({
      position: 6,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    // It goes on as any other.
    await append(instance, [counted('a', 8)]);
    await runner.catchUp();
    expect((await seen(runner, 'a'))[0]).toEqual([1, POISON, 2, 66, 4, 8]);
  });

  it('that was asked for is folded by whoever comes after an instance that was killed', async () => {
    const instance = await log.instance();
    const runner = await poisoned(instance);
    poison = new Set();
    await runner.retrySetAside(3);
    expect(await runner.setAside()).toMatchObject([{ position: 3, retrying: true }]);
    // Nothing of the first is left but what is stored.
    const next = await open(await log.instance());
    next.start();
    await eventually(async () => expect(await where(next)).toEqual([]));
    expect((await seen(next, 'a'))[0]).toEqual([1, POISON, 2]);
  });

  it('is folded from the start by another instance when the first dies in the middle of that', async () => {
    const [left, dying] = [await log.instance(), await log.instance()];
    const runner = await poisoned(dying);
    poison = new Set();
    let times = 0;
    onFold = (by) => {
      if (by !== POISON) return;
      times += 1;
      // Neither what it folds nor its lease comes to the database any more.
      if (times === 1) void dying.store.db.client.close();
    };
    await runner.retrySetAside(3);
    await expect(runner.catchUp()).rejects.toBeDefined();
    const next = await open(left);
    expect(await next.setAside()).toMatchObject([{ position: 3, retrying: true }]);
    next.start();
    await eventually(async () => expect(await where(next)).toEqual([]));
    expect(await seen(next, 'a', 'b')).toEqual([[1, POISON, 2], [1], [1, 1, POISON, 2]]);
    expect(times).toBe(2);
  });

  it('is asked for once under one command, and where nothing is set aside not at all', async () => {
    const instance = await log.instance();
    const runner = await poisoned(instance);
    const command = { id: 'retry-1', anyRequest: true as const };
    await runner.retrySetAside(3, { command });
    await runner.catchUp();
    await runner.retrySetAside(3, { command });
    expect(await runner.setAside()).toMatchObject([{ position: 3, retrying: false }]);
    await expect(runner.retrySetAside(2)).rejects.toMatchObject({
      code: 'set-aside-not-found',
      facts: { subscription: 'rows@1', position: 2 },
    });
  });

  it('is as it should be after a rebuild, whose own poison counts', async () => {
    const instance = await log.instance();
    const runner = await poisoned(instance);
    runner.start();
    poison = new Set([2]);
    await runner.rebuild();
    await eventually(async () => expect(await where(runner)).toEqual([[4, ['a']]]));
    expect((await seen(runner, 'a', 'b')).slice(0, 2)).toEqual([[1, POISON], [1]]);
    poison = new Set();
    await runner.rebuild();
    await eventually(async () => expect(await where(runner)).toEqual([]));
    expect((await seen(runner, 'a'))[0]).toEqual([1, POISON, 2]);
    await dropOldGenerations(instance.subscriptions, 'rows');
    expect(await instance.store.db.collection('set-aside').countDocuments()).toBe(0);
  });
});
