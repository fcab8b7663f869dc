import type { Server } from 'node:http';

/** Counts the requests that a server is answering. Call it before the server listens. */
export const countRequests = (server: Server): (() => number) => {
  let inFlight = 0;
  server.on('request', (_request, response) => {
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
    });
  });
  return () => inFlight;
};

/**
 * Takes no new connection, lets the requests in flight finish, and ends what is left after `patienceInMs`.
 * @returns whether all of them finished by themselves
 */
export const drain = async (
  server: Server,
  inFlight: () => number,
  patienceInMs: number,
): Promise<boolean> => {
  if (!server.listening) return true;
  const closed = Promise.withResolvers<undefined>();
  server.close(() => closed.resolve(undefined));
  // Connections without a request keep a server open too: kept-alive ones, and those opened in advance,
  // which Node does not take for idle.
  const sweep = setInterval(() => {
    if (inFlight() === 0) server.closeAllConnections();
  }, 50);
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
