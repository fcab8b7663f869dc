import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Random } from './random-attempts';

/**
 * A way to the engine that cuts connections at random, one at a time: before a request has passed, or before its answer
 * comes back. What has passed, the engine carries out.
 */
export interface CuttingProxy {
  readonly port: number;
  readonly cuts: () => number;
  stop(): Promise<void>;
}

/** @param everyMs how long, on average, until the next connection is cut; 0: never */
export const startCuttingProxy = async (
  engine: URL,
  random: Random,
  everyMs: number,
): Promise<CuttingProxy> => {
  const clients = new Map<Socket, Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(engine.port || 27_017), engine.hostname);
    clients.set(client, upstream);
    client.on('close', () => {
      clients.delete(client);
      // What the engine has been sent it goes on with; only nobody hears its answer.
      upstream.end();
    });
    upstream.on('close', () => client.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  let cuts = 0;
  let timer: NodeJS.Timeout | undefined;
  const cutNext = () => {
    const open = [...clients.keys()];
    open[random(Math.max(1, open.length))]?.destroy();
    cuts += open.length > 0 ? 1 : 0;
    timer = setTimeout(cutNext, random(2 * everyMs));
  };
  if (everyMs > 0) cutNext();

  return {
    port: portOf(server.address()),
    cuts: () => cuts,
    stop: async () => {
      clearTimeout(timer);
      for (const client of clients.keys()) client.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string')
    throw new Error('The proxy does not listen on a port.');
  return address.port;
};
