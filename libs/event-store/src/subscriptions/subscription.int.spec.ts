import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START } from '../contract';
import { defineProjection, openProjection, readModel, type ProjectionRunner } from '../projections';
import { FencedError } from './errors';
import type { Consumer } from './consumer';
import { CheckpointOwnership, type BatchWrites } from './checkpoint-ownership';
import { append, counted, eventually, LogFixture, other, type Counted, type Instance } from './log.fixture';

const totals = defineProjection({
  name: 'totals',
  version: 1,
  query: { items: [{ types: ['Counted'] }] },
  models: {
    totals: readModel<{ readonly total: number }, Counted>({
      keys: ({ data }) => [data.key],
      evolve: (state, { data }) => ({ total: (state?.total ?? 0) + data.by }),
    }),
  },
});

const totalOf = (runner: ProjectionRunner<typeof totals.models>, key: string) =>
  runner.read(async ({ model }) => (await model('totals').findOne({ _id: key }))?.total);

const idle: Consumer = { consume: async () => undefined };

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('one active consumer', () => {
  it('runs while a second instance waits, and the second takes over at once when it stops', async () => {
    const [first, second] = [await log.instance(), await log.instance({ leaseMs: 60_000 })];
    const running = await openProjection(first.subscriptions, totals);
    const waiting = await openProjection(second.subscriptions, totals);
    running.start();
    await eventually(async () => expect((await running.status()).status).toBe('running'));
    waiting.start();
    expect(await waiting.status()).toMatchObject({ status: 'waiting', active: true });

    await running.stop();
    await eventually(async () => expect((await waiting.status()).status).toBe('running'), 3_000);
    const head = await append(first, [counted('a', 2)], [counted('a', 3)]);
    expect(await running.waitFor(head, { timeoutMs: 10_000 })).toBe(2);
    expect(await totalOf(running, 'a')).toBe(5);
  });

  it('is taken over when its lease has run out without a word', async () => {
    const [crashed, next] = [await log.instance(), await log.instance()];
    await openProjection(crashed.subscriptions, totals);
    // Acquired, and never renewed nor released: what a crash leaves behind.
    await crashed.subscriptions.context.leases.acquire('totals@1');
    const runner = await openProjection(next.subscriptions, totals);
    runner.start();
    const head = await append(next, [counted('a')]);
    expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBe(1);
  });

  it('cannot be caught up by hand beside', async () => {
    const [first, second] = [await log.instance(), await log.instance({ leaseMs: 300 })];
    const running = await openProjection(first.subscriptions, totals);
    running.start();
    await eventually(async () => expect((await running.status()).status).toBe('running'));
    const byHand = await openProjection(second.subscriptions, totals);
    await expect(byHand.catchUp()).rejects.toMatchObject({ code: 'subscription-busy' });
  });
});

describe('a holder that was taken over', () => {
  const takeOver = async ({ subscriptions, store }: Instance, name: string): Promise<CheckpointOwnership> => {
    const { leases, checkpoints } = subscriptions.context;
    const grant = await leases.acquire(name);
    if (!grant) throw new Error('The lease is held.');
    return CheckpointOwnership.begin(checkpoints, store.causality, grant, () => undefined);
  };
  const expire = ({ store }: Instance) =>
    store.db.collection('leases').updateMany({}, { $set: { until: new Date(0) } });

  it('can move neither checkpoint nor read model', async () => {
    const [stale, next] = [await log.instance(), await log.instance()];
    await stale.subscriptions.subscribe('s', idle);
    const marks = stale.store.db.collection('marks');
    await marks.insertOne({ by: 'nobody' });
    const old = await takeOver(stale, 's');
    const head = await append(stale, [other()], [other()]);
    await expire(stale);
    const current = await takeOver(next, 's');
    const mark =
      ({ store }: Instance, by: string): BatchWrites =>
      async (session) => {
        await store.db.collection('marks').updateOne({}, { $set: { by } }, { session });
      };

    await expect(old.advance(head)).rejects.toThrow(FencedError);
    await expect(old.advance(head, mark(stale, 'stale'))).rejects.toThrow(FencedError);
    expect(await marks.findOne()).toMatchObject({ by: 'nobody' });
    await current.advance(head, mark(next, 'next'));
    expect(await marks.findOne()).toMatchObject({ by: 'next' });
    expect(await stale.subscriptions.context.checkpoints.position('s')).toBe(2);
  });

  it('in the middle of a transaction loses it', async () => {
    const [stale, next] = [await log.instance(), await log.instance()];
    await stale.subscriptions.subscribe('s', idle);
    const marks = stale.store.db.collection('marks');
    await marks.insertOne({ by: 'nobody' });
    const old = await takeOver(stale, 's');
    const head = await append(stale, [other()]);
    await expire(stale);
    let tries = 0;
    const batch = old.advance(head, async (session) => {
      tries += 1;
      await marks.updateOne({}, { $set: { by: 'stale' } }, { session });
      // It pauses here for longer than its lease, with its writes done; whoever is next waits for it or makes it fail.
      if (tries === 1) void taken.catch(() => undefined);
      if (tries === 1) await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 300))]);
    });
    const taken = takeOver(next, 's');
    const [outcome, current] = [
      await batch.then(
        () => 'stored',
        () => 'fenced',
      ),
      await taken,
    ];
    // Either it was stored before the take-over, which then begins behind it, or not at all.
    const by = outcome === 'stored' ? 'stale' : 'nobody';
    expect(await marks.findOne()).toMatchObject({ by });
    expect(current.position).toBe(outcome === 'stored' ? 1 : 0);
  });

  it('in the middle of a transaction that it never ends keeps nobody waiting', async () => {
    const [paused, next] = [await log.instance(), await log.instance()];
    await paused.subscriptions.subscribe('s', idle);
    const { leases, checkpoints } = paused.subscriptions.context;
    const grant = await leases.acquire('s');
    if (!grant) throw new Error('The lease is held.');
    const session = paused.store.causality.begin();
    await leases.enter(grant, session.id?.id);
    await checkpoints.takeOver(grant);
    const head = await append(paused, [other()]);
    session.startTransaction();
    await checkpoints.moveWithin(session, { grant, from: START, to: head });

    await expire(paused);
    const began = performance.now();
    const current = await takeOver(next, 's');
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(current.position).toBe(0);
    await expect(session.commitTransaction()).rejects.toThrow();
    await paused.store.causality.end(session);
    await current.advance(head);
  });

  it('can no more take the checkpoint over', async () => {
    const [stale, next] = [await log.instance(), await log.instance()];
    const { leases, checkpoints } = stale.subscriptions.context;
    await stale.subscriptions.subscribe('s', idle);
    const grant = await leases.acquire('s');
    if (!grant) throw new Error('The lease is held.');
    await expire(stale);
    await takeOver(next, 's');
    await expect(checkpoints.takeOver(grant)).rejects.toThrow(FencedError);
    expect(await leases.renew(grant, undefined)).toBe(false);
  });
});

describe('exactly once', () => {
  it('holds when a batch crashes after its writes', async () => {
    const instance = await log.instance();
    let crashes = 2;
    const fragile = defineProjection({
      ...totals,
      models: {
        ...totals.models,
        crashing: readModel<{ readonly seen: number }, Counted>({
          keys: () => ['all'],
          evolve: (state) => {
            if (crashes > 0) {
              crashes -= 1;
              throw new Error('crashed');
            }
            return { seen: (state?.seen ?? 0) + 1 };
          },
        }),
      },
    });
    const runner = await openProjection(instance.subscriptions, fragile);
    const head = await append(instance, [counted('a', 2), counted('a', 3)], [counted('a', 4)]);
    runner.start();
    expect(await runner.waitFor(head, { timeoutMs: 10_000 })).toBe(3);
    const seen = await runner.read(async ({ model }) => ({
      total: (await model('totals').findOne({ _id: 'a' }))?.total,
      seen: (await model('crashing').findOne({ _id: 'all' }))?.seen,
    }));
    expect(seen).toEqual({ total: 9, seen: 3 });
    expect(instance.messages.filter((text) => text.includes('crashed'))).toHaveLength(1);
  });

  it('holds while instances tear the subscription from each other', async () => {
    const instances = [await log.instance(), await log.instance(), await log.instance()];
    const [writer] = instances;
    if (!writer) throw new Error('No instance.');
    const runners = [];
    for (const { subscriptions } of instances) {
      const runner = await openProjection(subscriptions, totals, { maxEvents: 3, waitMs: 5 });
      runner.start();
      runners.push(runner);
    }
    for (let round = 0; round < 15; round += 1) {
      await append(writer, [counted('a'), counted('b', 2)]);
      // Takes the lease away from whoever has it, without its knowledge.
      await writer.store.db.collection('leases').updateMany({}, { $set: { until: new Date(0) } });
    }
    const [runner] = runners;
    if (!runner) throw new Error('No runner.');
    expect(await runner.waitFor(30, { timeoutMs: 25_000 })).toBe(30);
    expect([await totalOf(runner, 'a'), await totalOf(runner, 'b')]).toEqual([15, 30]);
  });
});

describe('a subscription that fails', () => {
  it('says so to every instance until it succeeds, and skips nothing', async () => {
    const [running, watching] = [await log.instance(), await log.instance()];
    let broken = true;
    const fragile = defineProjection({
      ...totals,
      models: {
        totals: readModel<{ readonly total: number }, Counted>({
          keys: ({ data }) => [data.key],
          evolve: (state, { data }) => {
            if (broken && data.key === 'poison') throw new Error('poisoned');
            return { total: (state?.total ?? 0) + data.by };
          },
        }),
      },
    });
    const runner = await openProjection(running.subscriptions, fragile);
    const watcher = await openProjection(watching.subscriptions, totals);
    await append(running, [counted('a')], [counted('poison')], [counted('b')]);
    runner.start();
    await eventually(async () =>
      // What comes before the failing commit goes through.
      expect(await watcher.status()).toMatchObject({
        status: 'failed',
        error: 'poisoned',
        position: 1,
        lag: 2,
      }),
    );
    broken = false;
    expect(await watcher.waitFor(3, { timeoutMs: 10_000 })).toBe(3);
    await eventually(async () => expect(await watcher.status()).toMatchObject({ status: 'waiting', lag: 0 }));
    expect(await runner.status()).toMatchObject({ status: 'running', position: 3, lag: 0 });
  });
});

describe('waiting for a position', () => {
  it('ends with less when the time is over, and waits for positions beyond the head', async () => {
    const [running, asking] = [await log.instance(), await log.instance()];
    const runner = await openProjection(running.subscriptions, totals);
    const asker = await openProjection(asking.subscriptions, totals);
    await append(running, [counted('a')]);
    runner.start();
    expect(await asker.waitFor(1, { timeoutMs: 10_000 })).toBe(1);
    expect(await asker.waitFor(3, { timeoutMs: 50 })).toBe(1);
    expect(await asker.waitFor(3, { timeoutMs: 0 })).toBe(1);

    const waiting = [asker, runner].map((one) => one.waitFor(3, { timeoutMs: 10_000 }));
    await append(running, [counted('a'), counted('a')]);
    expect(await Promise.all(waiting)).toEqual([3, 3]);
    expect(await totalOf(asker, 'a')).toBe(3);
  });

  it('ends when nobody needs the answer any more', async () => {
    const instance = await log.instance();
    const runner = await openProjection(instance.subscriptions, totals);
    const gone = new AbortController();
    const waiting = runner.waitFor(1, { timeoutMs: 30_000, signal: gone.signal });
    gone.abort();
    expect(await waiting).toBe(0);
  });
});

it('a subscription is woken by what other processes append', async () => {
  const [reader, writer] = [await log.instance(), await log.instance()];
  const runner = await openProjection(reader.subscriptions, totals);
  runner.start();
  for (const position of [1, 2, 3]) {
    await append(writer, [counted('a')]);
    expect(await runner.waitFor(position, { timeoutMs: 5_000 })).toBe(position);
  }
});
