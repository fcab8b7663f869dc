import type { Server } from 'node:http';

/**
 * Takes no new connection, lets the requests in flight finish, and ends what is left after `patienceInMs`.
 * @returns whether all of them finished by themselves
 */
export const drain = async (server: Server, patienceInMs: number): Promise<boolean> => {
  if (!server.listening) return true;
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  // A connection that becomes idle only now keeps the server open: look again and again.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  let finished = true;
  const giveUp = setTimeout(() => {
    finished = false;
    server.closeAllConnections();
  }, patienceInMs);
  await closed.promise;
  clearInterval(sweep);
  clearTimeout(giveUp);
  return finished;
};
