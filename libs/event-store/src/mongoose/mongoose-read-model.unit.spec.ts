import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Model, Schema } from 'mongoose';
import { EventStore } from '../event-store';
import { EventStoreModule, projectionToken, SubscriptionRegistry } from '../nest';
import { orderPlaced, ordersProjection } from '../nest/shop.fixture';
import type { ProjectionRunner } from '../projections';
import { InjectReadModel, mongooseReadModel, MongooseReadModel } from './index';

interface OrderRow {
  readonly _id: string;
  readonly cents: number;
}

const schema = new Schema<OrderRow>({ _id: String, cents: Number });
schema.virtual('euros').get(function () {
  return this.cents / 100;
});

@Injectable()
class Orders {
  constructor(@InjectReadModel('orders', 'orders') readonly model: MongooseReadModel<OrderRow>) {}
}

let app: INestApplicationContext;
let orders: MongooseReadModel<OrderRow>;

const place = async (...placed: readonly (readonly [string, number])[]): Promise<void> => {
  for (const [id, cents] of placed) await app.get(EventStore).append({ events: [orderPlaced(id, cents)] });
  await app.get(SubscriptionRegistry).settled();
};

beforeEach(async () => {
  const module = await Test.createTestingModule({
    imports: [
      EventStoreModule.forTesting(),
      EventStoreModule.forFeature({ projections: [ordersProjection] }),
    ],
    providers: [mongooseReadModel({ projection: 'orders', model: 'orders', schema }), Orders],
  }).compile();
  app = await module.init();
  orders = app.get(Orders).model;
  await place(['a', 100], ['b', 250], ['c', 400]);
});
afterEach(() => app.close());

describe('a read model of mongoose', () => {
  it('finds, counts and aggregates what the projection has stored', async () => {
    const [dear, many, sum] = await orders.read(async (Order) => [
      await Order.find({ cents: { $gt: 200 } }).sort({ cents: -1 }),
      await Order.countDocuments({ cents: { $lt: 300 } }),
      await Order.aggregate<{ cents: number }>([{ $group: { _id: null, cents: { $sum: '$cents' } } }]),
    ]);
    expect(dear.map(({ _id }) => _id)).toEqual(['c', 'b']);
    expect(dear[0]?.get('euros')).toBe(4);
    expect([many, sum[0]?.cents]).toEqual([2, 750]);
  });

  it('sends a query that is given back as it stands, in the reading', async () => {
    expect(await orders.read((Order) => Order.findById('b').lean())).toMatchObject({ cents: 250 });
  });

  it('says as of which position it is, and stays there while others write', async () => {
    const seen = await orders.read(async (Order, position) => {
      const before = await Order.countDocuments();
      await place(['d', 1]);
      return [position, before, await Order.countDocuments()];
    });
    expect(seen).toEqual([3, 3, 3]);
    expect(await orders.read((Order) => Order.countDocuments())).toBe(4);
  });

  it('reads what serves now, when a rebuild has put other collections there', async () => {
    const nameOf = () => orders.read(async (Order) => Order.collection.collectionName);
    const before = await nameOf();
    const runner = app.get<ProjectionRunner>(projectionToken('orders'));
    await runner.rebuild();
    for (let name = before; name === before; name = await nameOf())
      await runner.waitFor(3, { timeoutMs: 100 });
    expect(await orders.read((Order) => Order.countDocuments())).toBe(3);
  });

  it('keeps readings at the same time apart', async () => {
    const reading = (id: string) => orders.read(async (Order) => (await Order.findById(id))?.cents);
    expect(await Promise.all(['a', 'b', 'c', 'a'].map(reading))).toEqual([100, 250, 400, 100]);
  });

  it.each<[string, (Order: Model<OrderRow>) => PromiseLike<unknown>]>([
    ['save', (Order) => new Order({ _id: 'x', cents: 1 }).save()],
    ['save', (Order) => Order.create({ _id: 'x', cents: 1 })],
    ['insertMany', (Order) => Order.insertMany([{ _id: 'x', cents: 1 }])],
    ['bulkWrite', (Order) => Order.bulkWrite([{ deleteOne: { filter: { _id: 'a' } } }])],
    ['updateOne', (Order) => Order.updateOne({ _id: 'a' }, { cents: 1 })],
    ['updateMany', (Order) => Order.updateMany({}, { cents: 1 })],
    ['replaceOne', (Order) => Order.replaceOne({ _id: 'a' }, { cents: 1 })],
    ['deleteOne', (Order) => Order.deleteOne({ _id: 'a' })],
    ['deleteMany', (Order) => Order.deleteMany()],
    ['findOneAndUpdate', (Order) => Order.findByIdAndUpdate('a', { cents: 1 })],
    ['findOneAndReplace', (Order) => Order.findOneAndReplace({ _id: 'a' }, { cents: 1 })],
    ['findOneAndDelete', (Order) => Order.findByIdAndDelete('a')],
    ['deleteOne', async (Order) => (await Order.findById('a'))?.deleteOne()],
    ['updateOne', async (Order): Promise<unknown> => (await Order.findById('a'))?.updateOne({ cents: 1 })],
    ['estimatedDocumentCount', (Order) => Order.estimatedDocumentCount()],
    ['createCollection', (Order) => Order.createCollection()],
  ])('refuses %s, and writes nothing', async (operation, write) => {
    await expect(orders.read(write)).rejects.toMatchObject({
      code: 'invalid-reading',
      facts: { model: 'orders', operation },
    });
    expect(await orders.read((Order) => Order.find().sort({ _id: 1 }).lean())).toMatchObject([
      { _id: 'a', cents: 100 },
      { _id: 'b', cents: 250 },
      { _id: 'c', cents: 400 },
    ]);
  });

  it('refuses a query that comes when its reading is over', async () => {
    const kept = await orders.read(async (Order) => ({ Order }));
    await expect(kept.Order.findOne()).rejects.toMatchObject({
      code: 'invalid-reading',
      facts: { model: 'orders', operation: 'findOne' },
    });
  });

  it('leaves the schema that it was given as it was', () => {
    expect(schema.get('autoIndex')).not.toBe(false);
  });
});
