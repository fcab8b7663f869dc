import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { Api } from './api';
import { Narrator } from './narrator';
import { accountShape } from './shapes';

const lines: string[] = [];
const servers: Server[] = [];

const apiOf = async (answer: RequestListener): Promise<Api> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  const narrator = new Narrator((line) => lines.push(line));
  return new Api(`http://127.0.0.1:${address.port}`, narrator, new AbortController().signal);
};

afterEach(() => {
  lines.length = 0;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const account = JSON.stringify({ accountId: 'anna', owner: 'anna', balance: '5.00', currency: 'EUR' });

describe('a request of the story', () => {
  it('is told with the essential part of its answer', async () => {
    const api = await apiOf((_, response) => response.setHeader('log-position', '7').end(account));
    const answer = await api.expect({ method: 'GET', path: '/accounts/anna' }, 200, accountShape, [
      'balance',
    ]);
    expect(answer.logPosition).toBe(7);
    expect(lines).toEqual(['   GET /accounts/anna', '     → 200 · balance 5.00']);
  });

  it('is repeated with the same key when it is told to come again', async () => {
    const keys: unknown[] = [];
    const api = await apiOf((request, response) => {
      keys.push(request.headers['idempotency-key']);
      response.statusCode = keys.length < 3 ? 503 : 201;
      response.end(keys.length < 3 ? '{}' : account);
    });
    const reply = await api.send({ method: 'POST', path: '/accounts', body: { owner: 'anna' } });
    expect(reply.status).toBe(201);
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('breaks the story when it is answered otherwise', async () => {
    const api = await apiOf((_, response) => {
      response.statusCode = 500;
      response.end('{"code":"internal-error"}');
    });
    const run = api.expect({ method: 'GET', path: '/accounts/anna' }, 200, accountShape, []);
    await expect(run).rejects.toMatchObject({
      code: 'story-broken',
      message: 'GET /accounts/anna answered 500 {"code":"internal-error"}; the story says 200.',
    });
  });
});
