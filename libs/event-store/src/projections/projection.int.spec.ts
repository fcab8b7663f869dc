import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventData } from '../contract';
import { append, counted, LogFixture, other, type Counted } from '../subscriptions/log.fixture';
import { defineProjection, openProjection, readModel } from './index';
import { totals, type TotalsRunner } from './totals.fixture';

let log: LogFixture;
beforeEach(() => {
  log = new LogFixture();
});
afterEach(() => log.close());

describe('a projection', () => {
  it('stopped after 3 of 4 events shows exactly those 3, and goes on', async () => {
    const instance = await log.instance();
    await append(instance, [counted('a')], [counted('b', 2)], [counted('a', 4)], [counted('c')]);
    const projection = await openProjection(instance.subscriptions, totals());

    expect(await projection.catchUp({ maxEvents: 3 })).toBe(3);
    expect(await contents(projection)).toEqual({ position: 3, documents: { a: [5, 3], b: [2, 2] } });

    expect(await projection.catchUp({ maxEvents: 3 })).toBe(4);
    expect(await contents(projection)).toEqual({
      position: 4,
      documents: { a: [5, 3], b: [2, 2], c: [1, 4] },
    });
  });

  it('takes whole commits of at most so many events, and at least one', async () => {
    const instance = await log.instance();
    await append(
      instance,
      [counted('a'), counted('a'), counted('a')],
      [counted('b')],
      [counted('b'), counted('b')],
    );
    const projection = await openProjection(instance.subscriptions, totals());
    expect(await projection.catchUp({ maxEvents: 2 })).toBe(3);
    expect(await projection.catchUp({ maxEvents: 2 })).toBe(4);
    expect(await projection.catchUp({ maxEvents: 4 })).toBe(6);
  });

  it('removes what is folded to nothing, and begins it anew', async () => {
    const instance = await log.instance();
    const projection = await openProjection(instance.subscriptions, totals());
    await append(instance, [counted('a', 3)], [counted('a', -3)]);
    await projection.catchUp({ maxEvents: 1 });
    expect((await contents(projection)).documents).toEqual({ a: [3, 1] });
    await projection.catchUp();
    expect((await contents(projection)).documents).toEqual({});
    await append(instance, [counted('a', 7)]);
    await projection.catchUp();
    expect((await contents(projection)).documents).toEqual({ a: [7, 3] });
  });

  it('lets a document take the unique value of one that is removed in the same batch', async () => {
    const instance = await log.instance();
    const seats = defineProjection({
      name: 'seats',
      version: 1,
      query: { items: [{ types: ['Counted'] }] },
      models: {
        seats: readModel<{ readonly seat: number }, Counted>({
          keys: ({ data }) => [data.key],
          evolve: (_, { data }) => (data.by === 0 ? undefined : { seat: data.by }),
          indexes: [{ key: { seat: 1 }, unique: true }],
        }),
      },
    });
    const projection = await openProjection(instance.subscriptions, seats);
    await append(instance, [counted('a', 1), counted('b', 2)]);
    await projection.catchUp();
    // The newcomer is heard of first, and takes what is left later.
    await append(instance, [counted('c', 3), counted('a', 0), counted('b', 4), counted('c', 1)]);
    expect(await projection.catchUp()).toBe(6);
    const found = await projection.read(({ model }) => model('seats').find({}).sort({ seat: 1 }).toArray());
    expect(found).toEqual([
      { _id: 'c', seat: 1, lastPosition: 6 },
      { _id: 'b', seat: 4, lastPosition: 5 },
    ]);
  });

  it('running, moves its checkpoint over events that it does not ask for', async () => {
    const instance = await log.instance();
    const projection = await openProjection(instance.subscriptions, totals());
    projection.start();
    const head = await append(instance, [counted('a')], [other()], [other(), other()]);
    expect(await projection.waitFor(head, { timeoutMs: 10_000 })).toBe(4);
    expect(await projection.status()).toMatchObject({ status: 'running', position: 4, head: 4, lag: 0 });
  });

  it('stores what is too much for one transaction in several', async () => {
    const instance = await log.instance({ maxBytes: 16 * 1024 * 1024 });
    const texts = defineProjection({
      name: 'texts',
      version: 1,
      query: { items: [{ types: ['Text'] }] },
      models: {
        texts: readModel<{ readonly text: string }, EventData<'Text', { key: string; text: string }>>({
          keys: ({ data }) => [data.key],
          evolve: (_, { data }) => ({ text: data.text.repeat(10) }),
        }),
      },
    });
    const text = (key: string) => [
      { type: 'Text', version: 1, tags: [], data: { key, text: 'x'.repeat(300_000) } },
    ];
    await append(instance, text('a'), text('b'), text('c'), text('d'), text('e'));
    const projection = await openProjection(instance.subscriptions, texts);
    expect(await projection.catchUp()).toBe(5);
    const keys = await projection.read(async ({ model }) =>
      (
        await model('texts')
          .find({}, { projection: { _id: 1 } })
          .toArray()
      ).map(({ _id }) => _id),
    );
    expect(keys.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

const contents = (projection: TotalsRunner) =>
  projection.read(async ({ position, model }) => {
    const documents = await model('totals').find({}).toArray();
    return {
      position,
      documents: Object.fromEntries(
        documents.map(({ _id, total, lastPosition }) => [_id, [total, lastPosition]]),
      ),
    };
  });
