import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING, START } from '../contract';
import { type BatchWrites, CheckpointOwnership } from './checkpoint-ownership';
import type { Consumer } from './consumer';
import { FencedError } from './errors';
import { append, eventually, LogFixture, other, type Instance } from './log.fixture';
import { deferred } from '../async';

const idle: Consumer = { query: EVERYTHING, consume: async () => undefined };

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

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

  it('in the middle of a transaction stores it before the next begins, or not at all', async () => {
    const [stale, next] = [await log.instance(), await log.instance()];
    await stale.subscriptions.subscribe('s', idle);
    const marks = stale.store.db.collection('marks');
    await marks.insertOne({ upTo: 0 });
    const old = await takeOver(stale, 's');
    const head = await append(stale, [other()]);
    await expire(stale);
    const taken = deferred<CheckpointOwnership>();
    let tries = 0;
    const batch = old.advance(head, async (session) => {
      tries += 1;
      await marks.updateOne({}, { $set: { upTo: head } }, { session });
      if (tries > 1) return;
      // Its writes are done; it ends when the next one has the lease, and asks for the checkpoint.
      void takeOver(next, 's').then(taken.resolve, taken.reject);
      await eventually(async () =>
        expect(await stale.store.db.collection('leases').findOne()).toMatchObject({ token: 2 }),
      );
    });
    const [{ position }] = await Promise.all([taken.promise, batch.catch(() => undefined)]);
    expect(await marks.findOne()).toMatchObject({ upTo: position });
    expect(await next.subscriptions.context.checkpoints.position('s')).toBe(position);
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
    await checkpoints.moveWithin(session, { grant, from: START, to: head, hash: null });

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
