import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** The connections that this process takes from now on: those of other writers, where nothing else listens. */
export const takenLinks = (): ReadonlySet<Socket> => {
  const links = new Set<Socket>();
  subscribe('net.server.socket', (message) => {
    const socket = typeof message === 'object' && message && 'socket' in message ? message.socket : undefined;
    if (!(socket instanceof Socket)) return;
    links.add(socket);
    socket.once('close', () => links.delete(socket));
  });
  return links;
};
