import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CheckpointOwnership, FencedError } from '../subscriptions';
import { append, counted, eventually, LogFixture, type Instance } from '../subscriptions/log.fixture';
import { openProjection } from './index';
import { GenerationStore } from './mongo';
import { totals } from './totals.fixture';
import { deferred } from '../async';

let log: LogFixture;
let instance: Instance;
let stale: Instance;
beforeEach(async () => {
  log = new LogFixture();
  [instance, stale] = [await log.instance(), await log.instance({ leaseMs: 60_000 })];
  await append(instance, [counted('a', 1)], [counted('a', 2)], [counted('a', 4)]);
});
afterEach(() => log.close());

/** Somebody who fills the first generation, and hears of no cut-over. */
const fillTheOldOne = async (): Promise<CheckpointOwnership> => {
  const { leases, checkpoints } = stale.subscriptions.context;
  const grant = await leases.acquire('totals@1');
  if (!grant) throw new Error('The lease is held.');
  return CheckpointOwnership.begin(checkpoints, stale.store.causality, grant, () => undefined);
};

describe('a cut-over', () => {
  it('fences off whoever still fills the old generation', async () => {
    const runner = await openProjection(instance.subscriptions, totals());
    await runner.catchUp();
    const old = await fillTheOldOne();
    await runner.rebuild();
    runner.start();
    await eventually(async () => expect(await runner.status()).not.toHaveProperty('rebuild'));
    const head = await append(instance, [counted('a', 8)]);
    await expect(old.advance(head, async () => undefined)).rejects.toThrow(FencedError);
    await expect(old.advance(head)).rejects.toThrow(FencedError);
  });

  it('does not happen beside a batch that takes the old generation further', async () => {
    const { subscriptions, store } = instance;
    const { checkpoints } = subscriptions.context;
    const runner = await openProjection(subscriptions, totals());
    await runner.catchUp();
    // Of another version: of its own, the cut-over would close the checkpoint anyway.
    await openProjection((await log.instance()).subscriptions, totals(2));
    await store.db
      .collection<{ _id: string }>('checkpoints')
      .updateOne({ _id: 'totals@2' }, { $set: { position: 3 } });
    const head = await append(instance, [counted('a', 8)]);

    const old = await fillTheOldOne();
    const [entered, opened] = [deferred<undefined>(), deferred<undefined>()];
    const batch = old.advance(head, async () => {
      entered.resolve(undefined);
      await opened.promise;
    });
    await entered.promise;
    const generations = new GenerationStore(store.db, store.causality, checkpoints, 'totals');
    const held = jest.spyOn(checkpoints, 'holdWithin');
    const cuttingOver = generations.cutOverTo({ version: 2, number: 1 }, async () => false);
    // Its snapshot is older than the end of the batch then; one that only looks has what it needs to be done.
    await eventually(() => expect(held).toHaveBeenCalledWith(expect.anything(), 'totals@1'));
    opened.resolve(undefined);
    await batch;

    expect(await cuttingOver).toBeUndefined();
    expect((await generations.read()).serving).toEqual([{ version: 1, number: 1 }]);
    expect(await checkpoints.position('totals@1')).toBe(4);
  });
});
