import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { Test } from '@nestjs/testing';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { AppModule } from './app.module.js';

/** A replica set; without one the tests run in memory only. */
const uri = process.env.MONGODB_URI;
const dbName = `test-${randomUUID()}`;

const inMemory = { where: 'in memory', store: () => EventStoreModule.forTesting(), clear: async () => {} };
const onDatabase = (of: string) => ({
  where: 'on a database',
  store: () => EventStoreModule.forRoot({ uri: of, dbName }),
  clear: async () => {
    const client = await MongoClient.connect(of);
    await client.db(dbName).dropDatabase();
    await client.close();
  },
});

const start = async (store: ReturnType<typeof inMemory.store>) => {
  const module = await Test.createTestingModule({ imports: [AppModule.on(store)] }).compile();
  const app = module.createNestApplication();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const ask = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answered: { readonly position?: number } = JSON.parse(await answer.text());
    return { status: answer.status, body: answered };
  };
  return { ask, close: () => app.close() };
};

describe.each(uri ? [inMemory, onDatabase(uri)] : [inMemory])('over HTTP, $where', ({ store, clear }) => {
  test('a repeat gets the first answer, a race has one winner, and a query reflects what was done', async () => {
    const { ask, close } = await start(store());
    try {
      expect(await ask('GET', '/health')).toMatchObject({ status: 200 });

      const open = (key: string) =>
        ask('PUT', '/room-bookings/a-1', { title: 'First' }, { 'idempotency-key': key });
      const raced = await Promise.all(['one', 'two', 'three'].map(open));
      expect(raced.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const winner = ['one', 'two', 'three'][raced.findIndex(({ status }) => status === 200)] ?? '';
      const first = raced.find(({ status }) => status === 200);
      expect(await open(winner)).toEqual(first);

      const closed = await ask('POST', '/room-bookings/a-1/close');
      expect(await ask('GET', `/room-bookings/a-1?after=${closed.body.position}`)).toEqual({
        status: 200,
        body: { id: 'a-1', lastEvent: 'RoomBookingClosed', changes: 2 },
      });

      expect(await ask('GET', '/room-bookings/b-2')).toMatchObject({ status: 404 });
      expect(await ask('PUT', '/room-bookings/b-2', {})).toMatchObject({ status: 400 });
    } finally {
      await close();
      await clear();
    }
  }, 120_000);
});
