import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Decimal128, Long } from 'mongodb';
import type { EventData } from '../contract';
import { append, LogFixture, type Instance } from '../subscriptions/log.fixture';
import { defineProjection, openProjection, readModel } from './index';

/** Amounts are text in events. */
type Paid = EventData<'Paid', { readonly key: string; readonly cents: string; readonly price: string }>;

const paid = (cents: bigint, price = '0.10', key = 'a'): Paid => ({
  type: 'Paid',
  version: 1,
  tags: [],
  data: { key, cents: cents.toString(), price },
});

interface Sum {
  readonly total: bigint;
  readonly last: string;
  readonly by: Readonly<Record<string, bigint>>;
  readonly lines: readonly { readonly price: string; readonly cents: bigint }[];
  /** What the fold was given: of which type, and how it was written. */
  readonly seen: readonly string[];
  readonly none: bigint | null;
}

const sums = defineProjection({
  name: 'sums',
  version: 1,
  query: { items: [{ types: ['Paid'] }] },
  models: {
    sums: readModel<Sum, Paid>({
      keys: ({ data }) => [data.key],
      evolve: (sum, { data, position }) => ({
        total: (sum?.total ?? 0n) + BigInt(data.cents),
        last: data.price,
        by: { ...sum?.by, [`p${position}`]: BigInt(data.cents) },
        lines: [...(sum?.lines ?? []), { price: data.price, cents: BigInt(data.cents) }],
        seen: [...(sum?.seen ?? []), `${typeof sum?.total} ${sum?.last} ${typeof sum?.lines[0]?.cents}`],
        none: null,
      }),
      codecs: {
        total: 'int64',
        last: 'decimal128',
        'by.*': 'int64',
        'lines.price': 'decimal128',
        'lines.cents': 'int64',
        none: 'int64',
      },
      indexes: [{ key: { total: 1 } }],
    }),
  },
});

let log: LogFixture;
let instance: Instance;
beforeEach(async () => {
  log = new LogFixture();
  instance = await log.instance();
});
afterEach(() => log.close());

const HUGE = 2n ** 62n;

describe('amounts whose codecs are declared', () => {
  it.each([[1], [2], [10]])('are the same however batches are cut: %d events each', async (maxEvents) => {
    const amounts = [HUGE, 1n, -HUGE, -HUGE, -1n, -HUGE, HUGE, HUGE];
    const prices = ['12.50', '0.00000001', '-0.00', '100', '0.00000000', '007.10', '1.0', '1.00'];
    await append(instance, ...amounts.map((amount, index) => [paid(amount, prices[index])]));
    const projection = await openProjection(instance.subscriptions, sums);
    for (let reached = 0; reached < 8; reached = await projection.catchUp({ maxEvents }));
    const { document } = await projection.findById('sums', 'a');
    expect(document).toEqual({
      _id: 'a',
      lastPosition: 8,
      total: 0n,
      last: '1.00',
      by: Object.fromEntries(amounts.map((amount, index) => [`p${index + 1}`, amount])),
      lines: amounts.map((cents, index) => ({ cents, price: PLAIN[index] })),
      seen: ['undefined undefined undefined', ...PLAIN.slice(0, 7).map((price) => `bigint ${price} bigint`)],
      none: null,
    });
  });

  it('are numbers to the database: found, sorted and summed by what they are', async () => {
    await append(instance, [paid(HUGE + 1n, '9.5', 'a'), paid(HUGE, '10.50', 'b'), paid(-3n, '-1', 'c')]);
    const projection = await openProjection(instance.subscriptions, sums);
    await projection.catchUp();
    await projection.read(async ({ model }) => {
      const found = await model('sums')
        .find({ total: { $gte: HUGE } })
        .sort({ total: 1 })
        .project<{ _id: string; total: bigint; last: string }>({ total: 1, last: 1 })
        .toArray();
      expect(found).toEqual([
        { _id: 'b', total: HUGE, last: '10.50' },
        { _id: 'a', total: HUGE + 1n, last: '9.5' },
      ]);
      expect(await model('sums').findOne({ total: -3n })).toMatchObject({ _id: 'c', last: '-1' });
      expect(await model('sums').count({ last: { $gte: '9.50' }, total: { $ne: HUGE } })).toBe(1);
      const either = { $or: [{ last: '-1.00' }, { lines: { $elemMatch: { price: { $in: ['10.5'] } } } }] };
      expect(await model('sums').find(either).sort({ _id: 1 }).toArray()).toMatchObject([
        { _id: 'b' },
        { _id: 'c' },
      ]);
      expect(await model('sums').findOne({ 'lines.0.price': '9.5' })).toMatchObject({ _id: 'a' });
      const byPrice = await model('sums').find({}).sort({ last: 1 }).toArray();
      expect(byPrice.map(({ last }) => last)).toEqual(['-1', '9.5', '10.50']);
      const [sum] = await model('sums')
        .aggregate<{ total: bigint; last: Decimal128 }>([
          { $match: { _id: { $in: ['b', 'c'] } } },
          { $group: { _id: null, total: { $sum: '$total' }, last: { $sum: '$last' } } },
        ])
        .toArray();
      expect(sum).toMatchObject({ total: HUGE - 3n, last: Decimal128.fromString('9.50') });
    });
    const stored = instance.store.db.collection<{ _id: string }>('sums.sums.v1');
    expect(await stored.findOne({ _id: 'a' })).toMatchObject({
      total: Long.fromBigInt(HUGE + 1n),
      last: Decimal128.fromString('9.5'),
    });
  });

  it('stop the projection where 64 bits do not hold them, with an error that says where', async () => {
    await append(instance, [paid(HUGE)], [paid(HUGE)]);
    const projection = await openProjection(instance.subscriptions, sums);
    await expect(projection.catchUp()).rejects.toMatchObject({
      code: 'invalid-state',
      facts: { model: 'sums.sums', key: 'a', path: 'state.total', position: 2 },
      message: expect.stringContaining(`${2n * HUGE}, which 64 bits do not hold: keep it as text`),
    });
  });

  it('are refused when their codec is none, before anything is made', async () => {
    const { sums: model } = sums.models;
    const codecs = { total: 'int32' as 'int64' };
    const opening = openProjection(instance.subscriptions, {
      ...sums,
      models: { sums: { ...model, codecs } },
    });
    await expect(opening).rejects.toMatchObject({ code: 'invalid-options' });
    const collections = await instance.store.db.listCollections({ name: 'sums.sums.v1' }).toArray();
    expect(collections).toEqual([]);
  });
});

/** The prices of the first test as they are kept. */
const PLAIN = ['12.50', '0.00000001', '0.00', '100', '0.00000000', '7.10', '1.0', '1.00'];
