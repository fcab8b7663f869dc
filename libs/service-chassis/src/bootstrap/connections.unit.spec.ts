import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { assertFree } from './assert-free';
import { Connections } from './connections';

let server: Server;
let connections: Connections;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  await connections.drain(100);
});

it.each([
  ['GET', 'try-again-later'],
  ['POST', 'outcome-unknown'],
] as const)('a %s that does not finish in time is answered with %s, not reset', async (method, code) => {
  const entered = Promise.withResolvers<undefined>();
  server = createServer(() => entered.resolve(undefined));
  connections = new Connections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-correlation-id': 'c 1' };
  const asked = fetch(`http://127.0.0.1:${port}/slow`, { method, headers });
  await entered.promise;
  const [answer, finished] = await Promise.all([asked, connections.drain(100)]);

  expect([answer.status, answer.headers.get('connection')]).toEqual([503, 'close']);
  expect(answer.headers.get('x-correlation-id')).toBe('c 1');
  expect(await answer.json()).toMatchObject({ code, instance: '/slow' });
  expect(finished).toBe(false);
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('several sockets on one port', () => {
  const address = { host: '127.0.0.1', reusePort: true, backlog: 256 };

  const listening = async (beside: number, most: number) => {
    server = createServer();
    server.maxConnections = most;
    connections = new Connections(server);
    let taken = 0;
    server.on('connection', () => (taken += 1));
    await once(server.listen({ ...address, port: 0 }), 'listening');
    const { port } = server.address() as AddressInfo;
    await connections.listenBeside(beside, { ...address, port });
    const connectAll = (count: number): void => {
      for (let one = 0; one < count; one += 1)
        sockets.push(connect(port, '127.0.0.1').on('error', () => undefined));
    };
    return { port, connectAll, taken: () => taken };
  };

  it('take several waiting connections in a turn of the event loop', async () => {
    const { connectAll, taken } = await listening(15, 1_000);
    connectAll(128);
    let turns = 0;
    for (; taken() < 128; turns += 1) await nextTurn();
    // One socket takes 128, sixteen share them.
    expect(turns).toBeLessThan(64);
    for (const socket of sockets) socket.end();
    expect(await connections.drain(1_000)).toBe(true);
  });

  it('take no more connections than one would', async () => {
    const { connectAll, taken } = await listening(7, 20);
    connectAll(60);
    const closed = () => sockets.filter((socket) => socket.closed).length;
    while (closed() < 40) await nextTurn();
    expect([taken(), closed()]).toEqual([20, 40]);
  });

  it('are not shared with another process by mistake', async () => {
    const { port } = await listening(3, 20);
    await expect(assertFree({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await connections.drain(100);
    await expect(assertFree({ host: '127.0.0.1', port })).resolves.toBeUndefined();
  });
});
