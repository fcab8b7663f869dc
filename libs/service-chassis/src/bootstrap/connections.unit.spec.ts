import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connections } from './connections';

let server: Server;
afterEach(() => server.closeAllConnections());

it.each([
  ['GET', 'try-again-later'],
  ['POST', 'outcome-unknown'],
] as const)('a %s that does not finish in time is answered with %s, not reset', async (method, code) => {
  const entered = Promise.withResolvers<undefined>();
  server = createServer(() => entered.resolve(undefined));
  const connections = new Connections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = fetch(`http://127.0.0.1:${port}/slow`, { method });
  await entered.promise;
  const [answer, finished] = await Promise.all([asked, connections.drain(100)]);

  expect([answer.status, answer.headers.get('connection')]).toEqual([503, 'close']);
  expect(await answer.json()).toMatchObject({ code, instance: '/slow' });
  expect(finished).toBe(false);
});
