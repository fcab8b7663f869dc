#!/usr/bin/env bash
# Seen on 2026-11-28.
# @nestjs/swagger 12.0.2 with `setOpenAPIVersion('3.1.0')` is OpenAPI 3.1 in name and in `nullable` only. The 3.1 way
# to say "a text or null", a list of types, is taken for Nest's own shorthand of an array: clients made from it send
# and expect a list of texts. `exclusiveMinimum: true` stays as it was in 3.0, where 3.1 wants a number: the document
# is not valid. Seen in the schema of one class:
# > type ['string', 'null'] → {"type":"array","items":{"type":"string"}}
# > nullable → {"type":["string","null"]}
# > above zero → {"type":"number","minimum":0,"exclusiveMinimum":true}
source "$(dirname "$0")/lib/common.sh"
npm_packages @nestjs/swagger@12.0.2 @nestjs/{common,core,platform-express}@12.1.1 reflect-metadata@0.2.2 rxjs@7.8.2

expect_node <<'JS'
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiOkResponse, ApiProperty, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

class Order {}
const properties = {
  "type ['string', 'null']": { type: ['string', 'null'] },
  nullable: { type: String, nullable: true },
  'above zero': { type: Number, minimum: 0, exclusiveMinimum: true },
};
for (const [name, options] of Object.entries(properties)) ApiProperty(options)(Order.prototype, name);

class Orders {
  first() {}
}
Controller('orders')(Orders);
const method = Object.getOwnPropertyDescriptor(Orders.prototype, 'first');
for (const decorate of [Get(), ApiOkResponse({ type: Order })]) decorate(Orders.prototype, 'first', method);
class App {}
Module({ controllers: [Orders] })(App);

const app = await NestFactory.create(App, { logger: false });
const document = SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build());
const schema = document.components.schemas.Order;
for (const name of Object.keys(properties)) console.log(`${name} → ${JSON.stringify(schema.properties[name])}`);
await app.close();
JS
