import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  append,
  counted,
  eventually,
  LogFixture,
  type Counted,
  type Instance,
} from '../subscriptions/log.fixture';
import { defineProjection, openProjection, readModel } from './index';

interface Row {
  readonly total: number;
  /** As it was when the fold was given it: what a fold sees does not depend on whether it was read or kept. */
  readonly seen: readonly string[];
  readonly at: Date;
  readonly gone?: string | undefined;
}

const rows = defineProjection({
  name: 'rows',
  version: 1,
  query: { items: [{ types: ['Counted'] }] },
  models: {
    rows: readModel<Row, Counted>({
      keys: ({ data }) => [data.key],
      evolve: (row, { data, recordedAt }) =>
        data.by === 0
          ? undefined
          : {
              total: (row?.total ?? 0) + data.by,
              seen: Object.keys(row ?? {}).toSorted(),
              at: row?.at instanceof Date ? row.at : recordedAt,
              gone: undefined,
            },
    }),
  },
});

const SEEN = ['at', 'seen', 'total'];

let log: LogFixture;
let instance: Instance;
beforeEach(async () => {
  log = new LogFixture();
  instance = await log.instance();
});
afterEach(() => log.close());

const collection = () => instance.store.db.collection<{ _id: string; total: number }>('rows.rows.v1');

describe('what a running projection has written', () => {
  it('is folded on as if it were read', async () => {
    const runner = await openProjection(instance.subscriptions, rows);
    runner.start();
    for (const by of [1, 2, 4]) {
      const head = await append(instance, [counted('a', by)]);
      await runner.waitFor(head, { timeoutMs: 10_000 });
    }
    expect((await runner.findById('rows', 'a')).document).toMatchObject({ total: 7, seen: SEEN });
    expect((await runner.findById('rows', 'a')).document).not.toHaveProperty('gone');
  });

  it('is stored again when somebody else has removed it', async () => {
    const runner = await openProjection(instance.subscriptions, rows);
    runner.start();
    await runner.waitFor(await append(instance, [counted('a', 1)]), { timeoutMs: 10_000 });
    await collection().deleteOne({ _id: 'a' });
    const head = await append(instance, [counted('a', 2)]);
    await runner.waitFor(head, { timeoutMs: 10_000 });
    expect((await runner.findById('rows', 'a')).document).toMatchObject({ total: 2 });
    expect(instance.messages.join()).toContain('removed documents of read model rows.rows.v1');
  });

  it('is known to be gone when it was removed, and comes anew', async () => {
    const runner = await openProjection(instance.subscriptions, rows);
    runner.start();
    for (const by of [1, 0, 4, 8]) {
      const head = await append(instance, [counted('a', by)]);
      await runner.waitFor(head, { timeoutMs: 10_000 });
    }
    expect((await runner.findById('rows', 'a')).document).toMatchObject({ total: 12, seen: SEEN });
  });

  it('is read anew by whoever comes back after another instance went on', async () => {
    const runner = await openProjection(instance.subscriptions, rows);
    const next = await openProjection((await log.instance()).subscriptions, rows);
    runner.start();
    await runner.waitFor(await append(instance, [counted('a', 1)]), { timeoutMs: 10_000 });
    await runner.stop();
    next.start();
    await next.waitFor(await append(instance, [counted('a', 2)]), { timeoutMs: 10_000 });
    await next.stop();
    runner.start();
    const head = await append(instance, [counted('a', 4)]);
    await runner.waitFor(head, { timeoutMs: 10_000 });
    expect((await runner.findById('rows', 'a')).document).toMatchObject({ total: 7 });
  });

  it('is not folded on when it is ahead of the checkpoint, as where a database keeps half of a transaction', async () => {
    const runner = await openProjection(instance.subscriptions, rows);
    runner.start();
    await runner.waitFor(await append(instance, [counted('a', 1)]), { timeoutMs: 10_000 });
    await runner.stop();
    await collection().updateOne({ _id: 'a' }, { $set: { total: 3, lastPosition: 2 } });
    await append(instance, [counted('a', 2)]);
    runner.start();
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({
        position: 1,
        error: expect.stringMatching(
          /^Document a of read model rows\.rows\.v1 .* position 2, .* lies before 2\. .*rebuild/,
        ),
      }),
    );
    expect(await collection().findOne({ _id: 'a' })).toMatchObject({ total: 3, lastPosition: 2 });
  });

  it('is read anew after a batch that failed', async () => {
    const runner = await openProjection(instance.subscriptions, rows);
    runner.start();
    await runner.waitFor(await append(instance, [counted('a', 1)]), { timeoutMs: 10_000 });
    // Somebody takes the checkpoint over for a moment, and writes; the lease stays.
    await instance.store.db
      .collection<{ _id: string; position: number; hash: null }>('checkpoints')
      .updateOne({ _id: 'rows@1' }, { $set: { position: 2, hash: null } });
    await collection().updateOne({ _id: 'a' }, { $set: { total: 3 } });
    const head = await append(instance, [counted('a', 2)], [counted('a', 4)]);
    await eventually(async () => {
      await runner.waitFor(head, { timeoutMs: 1_000 });
      expect((await runner.findById('rows', 'a')).document).toMatchObject({ total: 7 });
    });
  });
});
