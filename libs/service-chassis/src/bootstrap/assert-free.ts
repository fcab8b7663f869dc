import { once } from 'node:events';
import { createServer, type ListenOptions } from 'node:net';

/**
 * Makes sure that nobody listens on a port. Two processes that share its connections among sockets of their own would
 * share them with each other, and neither would notice.
 * @throws through the result: the system's error, `EADDRINUSE`
 */
export const assertFree = async ({ host, port }: ListenOptions): Promise<void> => {
  const alone = createServer().listen({ host, port });
  await once(alone, 'listening');
  await once(alone.close(), 'close');
};
