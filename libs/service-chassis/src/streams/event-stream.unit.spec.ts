import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { eventStream } from './event-stream';
import type { ServerSentEvent } from './server-sent-event';

let server: Server;
let shutdown: AbortController;
let sockets: Socket[];
/** How many events the source was asked for, and whether it was told to end. */
let asked: number;
let ended: PromiseWithResolvers<undefined>;

const serve = async (
  source: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
  options: { readonly heartbeatMs?: number; readonly patienceMs?: number } = {},
): Promise<Socket> => {
  server.on('request', (_request, response) => {
    eventStream({ after: 17, events: source }, { response, shutdown: shutdown.signal, ...options }).pipe(
      response,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.0\r\n\r\n');
  sockets.push(socket);
  return socket;
};

const until = async (socket: Socket, text: string): Promise<string> => {
  let seen = '';
  for await (const chunk of socket) {
    seen += String(chunk);
    if (seen.includes(text)) return seen;
  }
  throw new Error(`Ended without ${text}: ${seen}`);
};

async function* events(signal: AbortSignal, data: string): AsyncGenerator<ServerSentEvent> {
  const { resolve } = ended;
  try {
    while (!signal.aborted) {
      asked += 1;
      yield { id: String(asked), event: 'tick', data };
    }
  } finally {
    resolve(undefined);
  }
}

async function* silence(signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
  const { resolve } = ended;
  await once(signal, 'abort');
  resolve(undefined);
  yield* [];
}

async function* failure(): AsyncGenerator<ServerSentEvent> {
  yield { id: '1', event: 'tick', data: 'first' };
  throw new Error('The source failed.');
}

beforeEach(() => {
  server = createServer();
  shutdown = new AbortController();
  sockets = [];
  asked = 0;
  ended = Promise.withResolvers();
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

describe('a stream of events', () => {
  it('opens at once with what the client has seen, and shows that it lives while nothing happens', async () => {
    const socket = await serve(silence, { heartbeatMs: 20 });
    const seen = await until(socket, ': heartbeat\n\n: heartbeat\n\n');
    expect(seen).toContain('\r\n\r\nretry: 1000\nid: 17\nevent: open\ndata: {"position":17}\n\n');
  });

  it('asks the source for no more than the client takes, and drops a client that takes nothing', async () => {
    const socket = await serve((signal) => events(signal, 'x'.repeat(10_000)), { patienceMs: 300 });
    socket.pause();
    await ended.promise;
    // What the connection's own buffers hold, and one buffer of the stream: tens of megabytes would be a leak.
    expect(asked).toBeGreaterThan(1);
    expect(asked * 10_000).toBeLessThan(16 * 1024 * 1024);
    const whenDropped = asked;
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(whenDropped);
  });

  it('ends the source when the client goes', async () => {
    const socket = await serve(silence);
    await once(socket, 'data');
    socket.destroy();
    await ended.promise;
  });

  it('ends in order when the service shuts down', async () => {
    const socket = await serve(silence);
    await once(socket, 'data');
    shutdown.abort();
    await once(socket, 'end');
    await ended.promise;
  });

  it('is cut off when the source fails, so that the client comes back', async () => {
    const socket = await serve(failure);
    await until(socket, 'data: "first"\n\n').catch(() => undefined);
    if (!socket.closed) await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });
});
