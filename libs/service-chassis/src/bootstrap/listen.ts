import type { Service } from './create-service';

/** Begins to listen. @returns the address, `http://127.0.0.1:3001` */
export const listen = async ({ app, config, logger }: Service): Promise<string> => {
  await app.listen(config.port, config.host);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = `http://${host}:${port}`;
  if (config.auth === undefined) {
    logger.warn(
      `NO AUTHENTICATION: everyone who reaches ${url} may read and write` +
        (config.allowAnonymous ? ' (ALLOW_ANONYMOUS=true).' : ', which is this machine only.'),
    );
  }
  logger.info({ url }, 'listening');
  return url;
};
