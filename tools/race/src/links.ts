import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** The connections that this process takes from now on: those of other writers, where nothing else listens. */
export const takenLinks = (): ReadonlySet<Socket> => {
  const links = new Set<Socket>();
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { readonly socket: Socket };
    links.add(socket);
    socket.once('close', () => links.delete(socket));
  });
  return links;
};
