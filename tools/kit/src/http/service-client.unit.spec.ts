import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ServiceClient } from './service-client';

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

const command = { method: 'POST', path: '/accounts', body: { accountId: 'a' } } as const;

describe('a client of a service', () => {
  it('asks the next copy under the same key when one loses the connection or is busy', async () => {
    const keys: unknown[] = [];
    const copy = (fate: (response: ServerResponse) => void): Promise<string> =>
      serve(({ headers }, response) => {
        keys.push(headers['idempotency-key']);
        fate(response);
      });
    const lost = await copy((response) => response.destroy());
    const busy = await copy((response) => response.writeHead(503).end('{"code":"busy"}'));
    const good = await copy((response) => response.writeHead(201, { 'log-position': '7' }).end('{"a":1}'));
    const failures: string[] = [];
    const client = new ServiceClient([lost, busy, good], {
      pauseMs: 1,
      onFailure: ({ reason }) => failures.push(reason),
    });
    expect(await client.send(command)).toMatchObject({ status: 201, body: { a: 1 }, position: 7 });
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(3);
    expect(failures).toEqual([
      expect.stringMatching(/^POST http.*\/accounts: (ECONNRESET|UND_ERR_SOCKET)$/),
      expect.stringMatching(/^POST http.*\/accounts: 503 busy$/),
    ]);
  });

  it('gives up when it is told to, and with the reason of its signal', async () => {
    const busy = await serve((_, response) => response.writeHead(503).end());
    const giveUp = () => {
      throw new RangeError('enough');
    };
    await expect(new ServiceClient(busy, { onFailure: giveUp }).send(command)).rejects.toThrow('enough');
    const stop = new AbortController();
    const onFailure = () => stop.abort(new RangeError('stopped'));
    const stopped = new ServiceClient(busy, { signal: stop.signal, onFailure, pauseMs: 60_000 });
    await expect(stopped.send(command)).rejects.toThrow('stopped');
  });

  it('names the request and the problem when an answer is not what must be answered', async () => {
    const refusing = await serve((_, response) =>
      response.writeHead(422).end('{"code":"insufficient-funds","detail":"20.00 are left."}'),
    );
    await expect(new ServiceClient(refusing).expect(command, 201, z.object({}))).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: `POST ${refusing}/accounts answered 422 insufficient-funds: 20.00 are left., expected 201.`,
    });
  });
});
