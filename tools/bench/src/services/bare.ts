import 'reflect-metadata';
import { Body, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { DURABLE, eventDocument, openRawEvents } from '../contestants/raw-log';

// A bare Nest and Fastify service: what HTTP itself costs, without checks, keys or promises.
const { BARE_URI, BARE_DATABASE } = z
  .object({ BARE_URI: z.string(), BARE_DATABASE: z.string() })
  .parse(process.env);

const client = await MongoClient.connect(BARE_URI);
const events = await openRawEvents(client.db(BARE_DATABASE));
const POSITIONS = 'positions';

const CONSTANT = {
  accountId: 'account-0',
  owner: 'holder',
  currency: 'EUR',
  balance: '999999999.00',
  openedAt: '2026-01-01T00:00:00.000Z',
};

@Controller('accounts')
class BareController {
  constructor(@Inject(POSITIONS) private readonly positions: { last: number }) {}

  @Get(':id')
  constant(): typeof CONSTANT {
    return CONSTANT;
  }

  @Post(':id/deposits')
  async deposit(@Param('id') accountId: string, @Body() body: object): Promise<object> {
    const transactionId = crypto.randomUUID();
    const data = { transactionId, accountId, currency: 'EUR', ...body };
    const tags = [`account:${accountId}`];
    const position = (this.positions.last += 1);
    const event = { type: 'MoneyDeposited', version: 1, tags, data };
    await events.insertOne(eventDocument(position, event), DURABLE);
    return { ...data, position };
  }
}

@Module({ controllers: [BareController], providers: [{ provide: POSITIONS, useValue: { last: 0 } }] })
class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
process.send?.({ address: await app.getUrl() });
process.on('disconnect', () => process.exit());
