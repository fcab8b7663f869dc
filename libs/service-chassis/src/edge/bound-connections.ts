import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Beyond this many more, connections are not taken at all. */
const TOLD_TO_COME_BACK = 256;

/**
 * Bounds the connections of a server, before it listens.
 * @param max connections whose requests are served
 * @returns whether a connection came when there were as many already
 */
export const boundConnections = (server: Server, max: number): ((socket: Socket) => boolean) => {
  const surplus = new WeakSet<Socket>();
  let open = 0;
  server.maxConnections = max + TOLD_TO_COME_BACK;
  server.on('connection', (socket: Socket) => {
    open += 1;
    if (open > max) surplus.add(socket);
    socket.once('close', () => {
      open -= 1;
    });
  });
  return (socket) => surplus.has(socket);
};
