import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** When a connection is ready for requests: over TLS, once both sides know each other. Until then it is Node's alone. */
export const connectionEvent = (server: Server): 'connection' | 'secureConnection' =>
  server instanceof TlsServer ? 'secureConnection' : 'connection';

/** Beyond this many more, connections are not taken at all. */
const TOLD_TO_COME_BACK = 256;

/**
 * How many connections a server takes at most.
 * @param max connections whose requests are served
 */
export const mostConnections = (max: number): number => max + TOLD_TO_COME_BACK;

/**
 * Bounds the connections of a server, before it listens.
 * @param max connections whose requests are served
 * @returns whether a connection came when there were as many already
 */
export const boundConnections = (server: Server, max: number): ((socket: Socket) => boolean) => {
  const surplus = new WeakSet<Socket>();
  let open = 0;
  server.maxConnections = mostConnections(max);
  server.on(connectionEvent(server), (socket: Socket) => {
    open += 1;
    if (open > max) surplus.add(socket);
    socket.once('close', () => {
      open -= 1;
    });
  });
  return (socket) => surplus.has(socket);
};
