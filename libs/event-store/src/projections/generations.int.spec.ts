import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, counted, eventually, LogFixture, type Instance } from '../subscriptions/log.fixture';
import { dropOldGenerations, openProjection } from './index';
import { totals, type TotalsRunner } from './totals.fixture';

const read = (runner: TotalsRunner) =>
  runner.read(async ({ position, model }) => ({
    position,
    total: (await model('totals').findOne({ _id: 'a' }))?.total,
    collection: model('totals').collectionName,
  }));

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

/** The same fold, that tells when it comes to what is counted by so much. */
const telling = (by: number, tell: () => void) => {
  const { models, ...projection } = totals(1);
  const evolve: typeof models.totals.evolve = (state, event, key) => {
    if (event.data.by === by) tell();
    return models.totals.evolve(state, event, key);
  };
  return { ...projection, models: { totals: { ...models.totals, evolve } } };
};

const three = (instance: Instance) =>
  append(instance, [counted('a', 1)], [counted('a', 2)], [counted('a', 4)]);

describe('a rebuild', () => {
  it('fills a new generation while the old one answers, and takes over when it is as far', async () => {
    const instance = await log.instance();
    await three(instance);
    const runner = await openProjection(instance.subscriptions, totals(1));
    await runner.catchUp();
    // What a fold that was wrong has left behind.
    await instance.store.db
      .collection<{ _id: string }>('totals.totals.v1')
      .updateOne({ _id: 'a' }, { $set: { total: 99 } });

    expect(await runner.rebuild()).toBe('begun');
    expect(await runner.rebuild()).toBe('in-progress');
    const next = instance.subscriptions.context;
    expect(await read(runner)).toEqual({ position: 3, total: 99, collection: 'totals.totals.v1' });
    expect(await runner.status()).toMatchObject({
      status: 'rebuilding',
      position: 3,
      rebuild: { version: 1, position: 0, percent: 0 },
    });

    expect(await runner.catchUp({ maxEvents: 2 })).toBe(3);
    expect((await runner.status()).rebuild).toMatchObject({ position: 2, percent: 66 });
    expect(await read(runner)).toMatchObject({ total: 99 });

    await runner.catchUp();
    expect(await read(runner)).toEqual({ position: 3, total: 7, collection: 'totals.totals.v1.g2' });
    expect(await runner.status()).not.toHaveProperty('rebuild');
    expect(await next.checkpoints.position('totals@1')).toBe(3);
    expect(await runner.rebuild()).toBe('begun');
  });

  it('goes on where it was, by whichever instance is left', async () => {
    const [killed, left] = [await log.instance(), await log.instance()];
    const head = await three(killed);
    const first = await openProjection(killed.subscriptions, totals(1));
    const second = await openProjection(left.subscriptions, totals(1));
    await first.catchUp();
    await first.rebuild();
    await first.catchUp({ maxEvents: 2 });
    second.start();
    await eventually(async () =>
      expect(await read(second)).toMatchObject({ collection: 'totals.totals.v1.g2' }),
    );
    expect(await read(second)).toMatchObject({ position: head, total: 7 });
    expect(await read(first)).toMatchObject({ position: head, total: 7 });
  });

  it('goes on by another instance when the first dies in the middle of a batch', async () => {
    const [left, dying] = [await log.instance(), await log.instance()];
    const head = await three(left);
    let rebuilding = false;
    const die = () => {
      // Neither the batch nor the lease comes to the database any more.
      if (rebuilding) void dying.store.db.client.close();
    };
    const first = await openProjection(dying.subscriptions, telling(2, die), { maxEvents: 1 });
    const second = await openProjection(left.subscriptions, totals(1));
    await first.catchUp();
    await first.rebuild();
    rebuilding = true;
    await expect(first.catchUp()).rejects.toBeDefined();
    expect((await second.status()).rebuild).toMatchObject({ position: 1 });
    second.start();
    await eventually(async () =>
      expect(await read(second)).toEqual({ position: head, total: 7, collection: 'totals.totals.v1.g2' }),
    );
  });

  it('under way, never lets anybody step back, at either of two instances', async () => {
    const [one, other] = [await log.instance(), await log.instance()];
    const runners = [
      await openProjection(one.subscriptions, totals(1)),
      await openProjection(other.subscriptions, totals(1)),
    ];
    for (const runner of runners) runner.start();
    // Enough of them that the rebuild outlasts the first looks.
    const hundred = Array.from({ length: 100 }, () => counted('a', 1));
    const after = await append(one, ...Array.from({ length: 50 }, () => hundred));
    for (const runner of runners) await runner.waitFor(after, { timeoutMs: 10_000 });
    await runners[0]?.rebuild();

    let seen = 0;
    const collections = new Set<string>();
    await eventually(async () => {
      const head = await append(one, [counted('a', 1)]);
      for (const runner of runners) {
        const { position, total, collection } = await read(runner);
        expect(position).toBeGreaterThanOrEqual(seen);
        expect(total).toBe(position);
        seen = position;
        collections.add(collection);
        expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBeGreaterThanOrEqual(head);
        expect((await read(runner)).position).toBeGreaterThanOrEqual(head);
        seen = head;
      }
      expect(collections).toEqual(new Set(['totals.totals.v1', 'totals.totals.v1.g2']));
    });
    // Whoever filled the old one has let it go, and it is as it was.
    const { checkpoints } = one.subscriptions.context;
    const old = await checkpoints.position('totals@1');
    const head = await append(one, [counted('a', 1)]);
    for (const runner of runners) await runner.waitFor(head, { timeoutMs: 10_000 });
    expect(await checkpoints.position('totals@1')).toBe(old);
  });

  it('keeps the old generation until it is dropped', async () => {
    const { subscriptions, store, ...instance } = await log.instance();
    await three({ subscriptions, store, ...instance });
    const runner = await openProjection(subscriptions, totals(1));
    await runner.catchUp();
    const command = { id: 'the-key', request: 'rebuild' };
    await runner.rebuild({ command, by: 'ann' });
    expect(await store.db.collection('generations').findOne()).toMatchObject({
      building: [{ number: 2, by: 'ann' }],
    });
    await runner.catchUp();
    expect(await store.db.collection('totals.totals.v1').countDocuments()).toBe(1);

    expect(await dropOldGenerations(subscriptions, 'totals')).toEqual(['totals.totals.v1']);
    expect(await dropOldGenerations(subscriptions, 'totals')).toEqual([]);
    expect(await store.db.listCollections({ name: 'totals.totals.v1' }).toArray()).toEqual([]);
    expect(await read(runner)).toMatchObject({ total: 7 });
    expect(await runner.rebuild({ command })).toBe('asked-before');
    expect(await runner.rebuild()).toBe('begun');
    await runner.catchUp();
    expect(await dropOldGenerations(subscriptions, 'totals')).toEqual(['totals.totals.v1.g2']);
    expect(await runner.rebuild({ command })).toBe('asked-before');
    const another = { ...command, request: 'another' };
    await expect(runner.rebuild({ command: another })).rejects.toMatchObject({ code: 'commit-id-reused' });
  });

  it('of an empty log is done at once', async () => {
    const instance = await log.instance();
    const runner = await openProjection(instance.subscriptions, totals(1));
    runner.start();
    await runner.rebuild();
    await eventually(async () =>
      expect(await read(runner)).toMatchObject({ collection: 'totals.totals.v1.g2' }),
    );
  });
});

describe('a new version', () => {
  it('is filled beside the old one; each instance answers from what it has the code of, without flapping', async () => {
    const [old, young] = [await log.instance(), await log.instance()];
    await three(old);
    const before = await openProjection(old.subscriptions, totals(1));
    await before.catchUp();
    const after = await openProjection(young.subscriptions, totals(2));
    await expect(read(after)).rejects.toMatchObject({ code: 'projection-not-ready' });
    expect(await after.status()).toMatchObject({ status: 'rebuilding', serving: false, version: 2 });
    expect(await before.status()).toMatchObject({ status: 'waiting', serving: true, version: 1 });

    before.start();
    after.start();
    await eventually(async () => expect(await read(after)).toMatchObject({ position: 3, total: 14 }));
    for (let round = 4; round <= 20; round += 1) {
      const head = await append(old, [counted('a', 1)]);
      await before.waitFor(head, { timeoutMs: 10_000 });
      await after.waitFor(head, { timeoutMs: 10_000 });
      expect(await read(before)).toMatchObject({ position: head, total: 7 + round - 3 });
      expect(await read(after)).toMatchObject({ position: head, total: 2 * (7 + round - 3) });
    }
    expect(await before.status()).toMatchObject({ status: 'running', version: 1 });
    expect(await after.status()).toMatchObject({ status: 'running', version: 2, serving: true });
    // The old one is in use.
    expect(await dropOldGenerations(young.subscriptions, 'totals')).toEqual([]);
    await before.stop();
    expect(await dropOldGenerations(young.subscriptions, 'totals')).toEqual(['totals.totals.v1']);
    expect(await read(after)).toMatchObject({ position: 20 });
  });

  it('that comes with the code of the old one answers from that until it has caught up', async () => {
    const instance = await log.instance();
    const head = await three(instance);
    const before = await openProjection(instance.subscriptions, totals(1));
    await before.catchUp();
    await instance.subscriptions.close();

    const upgraded = await log.instance();
    const runner = await openProjection(upgraded.subscriptions, { ...totals(2), previous: [totals(1)] });
    expect(await read(runner)).toMatchObject({ position: head, total: 7 });
    expect(await runner.status()).toMatchObject({
      version: 1,
      serving: true,
      rebuild: { version: 2, position: 0 },
    });
    runner.start();
    await eventually(async () => expect(await read(runner)).toMatchObject({ position: head, total: 14 }));
    const next = await append(upgraded, [counted('a', 1)]);
    expect(await runner.waitFor(next, { timeoutMs: 10_000 })).toBe(next);
    expect(await read(runner)).toMatchObject({ position: next, total: 16 });
  });

  it('does not take over while the old one is ahead', async () => {
    const [old, young] = [await log.instance(), await log.instance()];
    await three(old);
    const before = await openProjection(old.subscriptions, totals(1));
    await before.catchUp();
    const after = await openProjection(young.subscriptions, totals(2));
    await after.catchUp({ maxEvents: 2 });
    await expect(read(after)).rejects.toMatchObject({ code: 'projection-not-ready' });
    await after.catchUp({ maxEvents: 1 });
    expect(await read(after)).toMatchObject({ position: 3, total: 14 });
  });
});

it('what the first release has stored goes on as the first generation of its version', async () => {
  const instance = await log.instance();
  const { db } = instance.store;
  const head = await three(instance);
  await db
    .collection<object>('checkpoints')
    .insertOne({ _id: 'totals@2', token: 7, position: 2, writes: 9 } as object);
  await db
    .collection<object>('leases')
    .insertOne({ _id: 'totals@2', holder: null, token: 7, until: new Date(0), error: null } as object);
  await db
    .collection<object>('totals.totals.v2')
    .insertOne({ _id: 'a', total: 6, lastPosition: 2 } as object);
  const runner = await openProjection(instance.subscriptions, totals(2));
  expect(await read(runner)).toEqual({ position: 2, total: 6, collection: 'totals.totals.v2' });
  await runner.catchUp();
  expect(await read(runner)).toEqual({ position: head, total: 14, collection: 'totals.totals.v2' });

  const { subscriptions } = await log.instance();
  const newer = await openProjection(subscriptions, totals(3));
  await expect(read(newer)).rejects.toMatchObject({ code: 'projection-not-ready' });
});
