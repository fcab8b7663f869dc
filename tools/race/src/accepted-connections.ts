import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** The connections that this process accepts from now on: those of other writers, where nothing else listens. */
export const acceptedConnections = (): ReadonlySet<Socket> => {
  const open = new Set<Socket>();
  subscribe('net.server.socket', (message) => {
    const socket = typeof message === 'object' && message && 'socket' in message ? message.socket : undefined;
    if (!(socket instanceof Socket)) return;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
};
