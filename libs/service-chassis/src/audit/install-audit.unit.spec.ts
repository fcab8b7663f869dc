import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { installAudit } from './install-audit';

let service: FastifyInstance;
let line: PromiseWithResolvers<unknown>;
let asked: PromiseWithResolvers<undefined>;
let done: PromiseWithResolvers<undefined>;

beforeEach(async () => {
  service = fastify();
  [line, asked, done] = [Promise.withResolvers(), Promise.withResolvers(), Promise.withResolvers()];
  service.decorateRequest('chassis', null);
  const log = pino({ base: null, level: 'error' }, { write: (text) => line.resolve(JSON.parse(text)) });
  installAudit(service, log);
  service.post('/deposits', async (request, reply) => {
    asked.resolve(undefined);
    await done.promise;
    request.chassis = {
      ...{ correlationId: 'c1', answerBy: 0, resource: [], query: {}, timeoutMs: 0, outcome: 'written' },
      audited: { operation: 'deposit', entity: { account: '42' } },
      principal: { subject: 'ann', service: 'bank', scopes: new Set(), isAdmin: false },
    };
    return reply.header('log-position', '17').send({});
  });
  await service.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  done.resolve(undefined);
  await service.close();
});

it('tells what became of a command whose client has gone, at whatever level the log is', async () => {
  const socket = connect(service.addresses()[0]?.port ?? 0, '127.0.0.1');
  socket.write('POST /deposits HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n');
  await asked.promise;
  socket.destroy();
  await once(socket, 'close');
  done.resolve(undefined);
  expect(await line.promise).toMatchObject({
    msg: 'audit',
    operation: 'deposit',
    entity: { account: '42' },
    by: { actor: 'ann', service: 'bank' },
    outcome: 'written',
    position: 17,
    correlationId: 'c1',
  });
});
