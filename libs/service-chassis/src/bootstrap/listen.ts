import { mostConnections } from '../edge';
import type { Service } from './create-service';

/** Begins to listen. @returns the address, `http://127.0.0.1:3001` */
export const listen = async ({ app, config, logger }: Service): Promise<string> => {
  // Node lets 511 wait to be taken. What comes beyond while the process is busy, its system repeats after seconds, and
  // after more seconds: requests of such a connection, and probes, would be answered half a minute late.
  const backlog = mostConnections(config.limits.connections);
  await app.listen({ port: config.port, host: config.host, backlog });
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
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
