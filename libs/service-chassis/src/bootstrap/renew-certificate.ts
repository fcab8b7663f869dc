import { unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import type { Logger } from 'pino';
import { readTlsFiles, type TlsFiles } from '../config';

const LOOK_EVERY_MS = 1_000;

/**
 * Serves new connections with what stands in the files as it changes. What cannot be used changes nothing: whoever has
 * put a certificate there is about to put its key there too.
 */
export const renewCertificate = (server: Server, files: TlsFiles, logger: Logger): void => {
  const renew = (): void => {
    try {
      if (server instanceof TlsServer) server.setSecureContext(readTlsFiles(files));
      logger.info('serves with the new certificate');
    } catch (err) {
      logger.warn({ err }, 'the new certificate cannot be used; the one from before is');
    }
  };
  const paths = Object.values<string>({ ...files });
  for (const path of paths) watchFile(path, { persistent: false, interval: LOOK_EVERY_MS }, renew);
  server.once('close', () => {
    for (const path of paths) unwatchFile(path, renew);
  });
};
