import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { getAccount, listAccounts, openAccount, type Client } from '@event-sourcing/service-clients';
import { afterEach, describe, expect, it } from '@jest/globals';
import { answered, pages, positionOf, serviceClient } from './service-client';

const servers: Server[] = [];

const serve = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> => {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}`;
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const open = (client: Client) =>
  openAccount({ client, body: { accountId: 'a', owner: 'ann', currency: 'EUR' } });

describe('a client of a service', () => {
  it('asks the next copy under the same key when one loses the connection or is busy', async () => {
    const asked: unknown[] = [];
    const copy = (fate: (response: ServerResponse) => void): Promise<string> =>
      serve((request, response) => {
        void json(request).then((body) => {
          const { 'idempotency-key': key, 'content-type': type, authorization } = request.headers;
          asked.push({ key, type, authorization, url: request.url, body });
          fate(response);
        });
      });
    const lost = await copy((response) => response.destroy());
    const busy = await copy((response) => response.writeHead(503).end('{"code":"busy"}'));
    const good = await copy((response) =>
      response
        .writeHead(201, { 'log-position': '7', 'content-type': 'application/json' })
        .end('{"accountId":"a"}'),
    );
    const failures: string[] = [];
    const client = serviceClient([lost, busy, good], {
      pauseMs: 1,
      token: () => Promise.resolve('t'),
      onFailure: ({ reason }) => failures.push(reason),
    });
    const result = await open(client);
    expect(result.data).toEqual({ accountId: 'a' });
    expect(positionOf(result)).toBe(7);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(asked[0]).toEqual({
      ...{
        key: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: 'application/json',
        authorization: 'Bearer t',
      },
      ...{ url: '/accounts', body: { accountId: 'a', owner: 'ann', currency: 'EUR' } },
    });
    expect(failures).toEqual([
      expect.stringMatching(/^POST http.*\/accounts: (ECONNRESET|UND_ERR_SOCKET)$/),
      expect.stringMatching(/^POST http.*\/accounts: 503 busy$/),
    ]);
  });

  it('keeps the key that a command is given, and gives a question none', async () => {
    const keys: unknown[] = [];
    const address = await serve(({ headers }, response) => {
      keys.push(headers['idempotency-key']);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    const client = serviceClient(address);
    const body = { accountId: 'a', owner: 'ann', currency: 'EUR' } as const;
    await openAccount({ client, body, headers: { 'Idempotency-Key': 'mine' } });
    await getAccount({ client, path: { accountId: 'a' } });
    expect(keys).toEqual(['mine', undefined]);
  });

  it('gives up when it is told to, and with the reason of its signal', async () => {
    const busy = await serve((_, response) => response.writeHead(503).end());
    const giveUp = () => {
      throw new RangeError('enough');
    };
    await expect(answered(open(serviceClient(busy, { onFailure: giveUp })))).rejects.toThrow('enough');
    const stop = new AbortController();
    const onFailure = () => stop.abort(new RangeError('stopped'));
    const stopped = serviceClient(busy, { signal: stop.signal, onFailure, pauseMs: 60_000 });
    await expect(answered(open(stopped))).rejects.toThrow('stopped');
  });

  it('names the request and the problem when an operation is refused', async () => {
    const refusing = await serve((_, response) =>
      response.writeHead(422).end('{"code":"insufficient-funds","detail":"20.00 are left."}'),
    );
    await expect(answered(open(serviceClient(refusing)))).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: 'POST /accounts answered 422 insufficient-funds: 20.00 are left..',
    });
  });

  it('reads a list page by page, each when it is wanted', async () => {
    const asked: (string | undefined)[] = [];
    const address = await serve(({ url }, response) => {
      asked.push(url);
      const page = url?.includes('cursor') ? { accounts: [2] } : { accounts: [1], nextCursor: 'a b&c' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
    });
    const client = serviceClient(address);
    const found: unknown[] = [];
    for await (const { accounts } of pages((query) => listAccounts({ client, query }))) {
      found.push(...accounts);
      expect(asked).toHaveLength(found.length);
    }
    expect(found).toEqual([1, 2]);
    expect(asked).toEqual(['/accounts?limit=500', '/accounts?limit=500&cursor=a%20b%26c']);
  });
});
