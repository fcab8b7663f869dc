import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to the engine that a test can cut and mend. */
export interface SeverableWay {
  /** The connection string of the way. */
  readonly uri: string;
  /** Ends every connection, and refuses new ones. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/**
 * A way to the engine through this process, for tests of what a service does while the engine is away.
 * @param uri a connection string with one host
 */
export const severableWay = async (uri: string): Promise<SeverableWay> => {
  const engine = new URL(uri);
  const sockets = new Set<Socket>();
  let isCut = false;
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(engine.port || 27_017), engine.hostname);
    keep(client, upstream);
    keep(upstream, client);
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The way has no port.');
  const way = new URL(uri);
  way.host = `127.0.0.1:${address.port}`;
  way.searchParams.delete('replicaSet');
  way.searchParams.set('directConnection', 'true');
  return {
    uri: way.href,
    cut,
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
