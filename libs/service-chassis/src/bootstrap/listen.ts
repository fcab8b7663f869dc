import { mostConnections } from '../edge';
import { assertFree } from './assert-free';
import type { Service } from './create-service';

/**
 * How many sockets listen on the port. Node takes one waiting connection of each in a turn of its event loop: of many
 * clients that connect to a busy process at the same time, the last would be taken after as many turns.
 */
const SOCKETS = 16;
/** Elsewhere the connections to a port are not shared among the sockets that listen on it. */
const SHARES_PORTS = process.platform === 'linux';

/** Begins to listen. @returns the address, `http://127.0.0.1:3001` */
export const listen = async ({ app, config, logger, connections }: Service): Promise<string> => {
  // Node lets 511 wait to be taken. What comes beyond while the process is busy, its system repeats after seconds, and
  // after more seconds: requests of such a connection, and probes, would be answered half a minute late.
  const backlog = mostConnections(config.limits.connections);
  const shared = { host: config.host, backlog, reusePort: SHARES_PORTS };
  await assertFree(config);
  await app.listen({ ...shared, port: config.port });
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  if (SHARES_PORTS) await connections.listenBeside(SOCKETS - 1, { ...shared, port });
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = `${config.tls === undefined ? 'http' : 'https'}://${host}:${port}`;
  if (config.auth === undefined) {
    logger.warn(
      `NO AUTHENTICATION: everyone who reaches ${url} may read and write` +
        (config.allowAnonymous ? ' (ALLOW_ANONYMOUS=true).' : ', which is this machine only.'),
    );
  }
  logger.info({ url }, 'listening');
  return url;
};
