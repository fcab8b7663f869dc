import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { installAccessLog } from './access-log';

let service: FastifyInstance;
let lines: Promise<unknown>;
let asked: PromiseWithResolvers<undefined>;
let answered: PromiseWithResolvers<undefined>;

beforeEach(async () => {
  service = fastify();
  [asked, answered] = [Promise.withResolvers(), Promise.withResolvers()];
  const line = Promise.withResolvers<unknown>();
  lines = line.promise;
  service.decorateRequest('chassis', null);
  installAccessLog(service, pino({ base: null }, { write: (text) => line.resolve(JSON.parse(text)) }));
  service.get('/slow', async () => {
    asked.resolve(undefined);
    await answered.promise;
    return 'late';
  });
  await service.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  answered.resolve(undefined);
  await service.close();
});

const ask = async (): Promise<Socket> => {
  const socket = connect(service.addresses()[0]?.port ?? 0, '127.0.0.1');
  socket.write('GET /slow?secret=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await asked.promise;
  return socket;
};

it('has a line for a request that is answered', async () => {
  const socket = await ask();
  answered.resolve(undefined);
  socket.resume();
  await once(socket, 'close');
  const line = await lines;
  expect(line).toMatchObject({ msg: 'request', method: 'GET', path: '/slow', status: 200 });
  expect(line).not.toHaveProperty('aborted');
});

it('says of a request whose client has gone that it was aborted, and of no status', async () => {
  const socket = await ask();
  socket.destroy();
  const line = await lines;
  expect(line).toMatchObject({ msg: 'request', method: 'GET', path: '/slow', aborted: true });
  expect(line).not.toHaveProperty('status');
});
