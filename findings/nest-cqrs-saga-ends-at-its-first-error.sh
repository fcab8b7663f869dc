#!/usr/bin/env bash
# Seen on 2026-11-28.
# @nestjs/cqrs 12.0.0: a saga whose mapping throws once is over. The error is logged once; every later event passes
# it by without a word until the process restarts, while event handlers and other sagas go on, and so does a saga
# whose *command* failed. One malformed event is enough to stop a process manager for everybody. Seen with a saga
# that ships each paid order, throws at order 2, and whose command fails at order 1:
# > order 1: handler yes, saga yes
# > order 2: handler yes, saga no
# > order 3: handler yes, saga no
# > order 4: handler yes, saga no
source "$(dirname "$0")/lib/common.sh"
npm_packages @nestjs/cqrs@12.0.0 @nestjs/{common,core}@12.1.1 reflect-metadata@0.2.2 rxjs@7.8.2

expect_node <<'JS'
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandHandler, CqrsModule, EventBus, EventsHandler, Saga, ofType } from '@nestjs/cqrs';
import { map } from 'rxjs';

class OrderPaid {
  constructor(order) {
    this.order = order;
  }
}
class ShipOrder extends OrderPaid {}
const [handled, shipped] = [[], []];

class RecordPayment {
  handle = ({ order }) => handled.push(order);
}
EventsHandler(OrderPaid)(RecordPayment);

class ShipOrderHandler {
  async execute({ order }) {
    shipped.push(order);
    if (order === 1) throw new Error('the carrier is away');
  }
}
CommandHandler(ShipOrder)(ShipOrderHandler);

const shipment = ({ order }) => {
  if (order === 2) throw new Error('order 2 has no address');
  return new ShipOrder(order);
};
class Shipping {
  paid = (events) => events.pipe(ofType(OrderPaid), map(shipment));
}
Saga()(Shipping.prototype, 'paid');

class App {}
Module({ imports: [CqrsModule.forRoot()], providers: [RecordPayment, ShipOrderHandler, Shipping] })(App);
const app = await NestFactory.createApplicationContext(App, { logger: false });
for (const order of [1, 2, 3, 4]) {
  app.get(EventBus).publish(new OrderPaid(order));
  await new Promise(setImmediate);
  const yes = (orders) => (orders.includes(order) ? 'yes' : 'no');
  console.log(`order ${order}: handler ${yes(handled)}, saga ${yes(shipped)}`);
}
await app.close();
JS
