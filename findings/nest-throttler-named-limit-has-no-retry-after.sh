#!/usr/bin/env bash
# Seen on 2026-11-28.
# @nestjs/throttler 6.7.1: as soon as a limit has a name, also when it is the only one, the answer 429 carries the
# wait in `Retry-After-<name>`. No client knows that header: retrying HTTP libraries, proxies and browsers look for
# `Retry-After` (RFC 9110), find none, and come back at once. Seen on the third request of two a minute:
# > unnamed: 429 retry-after 60
# > named "minute": 429 retry-after-minute 60
# > named "minute" and "day": 429 retry-after-minute 60
source "$(dirname "$0")/lib/common.sh"
npm_packages @nestjs/throttler@6.7.1 @nestjs/{common,core,platform-express}@12.1.1 reflect-metadata@0.2.2 rxjs@7.8.2

expect_node <<'JS'
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';

class Orders {
  list() {
    return [];
  }
}
Controller('orders')(Orders);
Get()(Orders.prototype, 'list', Object.getOwnPropertyDescriptor(Orders.prototype, 'list'));

const thirdAnswer = async (limits) => {
  class App {}
  Module({
    imports: [ThrottlerModule.forRoot(limits)],
    controllers: [Orders],
    providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
  })(App);
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  let answer;
  for (let request = 1; request <= 3; request += 1) answer = await fetch(`${await app.getUrl()}/orders`);
  await app.close();
  return `${answer.status} ${[...answer.headers].filter(([name]) => name.startsWith('retry')).flat().join(' ')}`;
};
const perMinute = { ttl: 60_000, limit: 2 };
console.log(`unnamed: ${await thirdAnswer([perMinute])}`);
console.log(`named "minute": ${await thirdAnswer([{ name: 'minute', ...perMinute }])}`);
const both = [{ name: 'minute', ...perMinute }, { name: 'day', ttl: 86_400_000, limit: 1000 }];
console.log(`named "minute" and "day": ${await thirdAnswer(both)}`);
JS
