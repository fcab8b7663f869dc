import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from './create-service';

/** Of the ten seconds that a service has to end: for its notice and the requests in flight, then for leases and connections. */
const REQUESTS_IN_MS = 6_000;
const MODULES_IN_MS = 3_000;

const within = async (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  const tooLate = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => tooLate.resolve(false), milliseconds);
  try {
    return await Promise.race([work.then(() => true), tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Stops a service in order. It gives notice, serving as before: whoever asks learns by the readiness, and by answers that
 * close their connection, to ask elsewhere. Then waits and streams end, no new connections are taken, and the requests
 * in flight finish. Nest's shutdown hooks come last, which release leases and close the store: a request in flight still
 * needs both.
 * @returns whether everything ended in time
 */
export const stopService = async ({
  app,
  config,
  logger,
  shutdown,
  connections,
}: Service): Promise<boolean> => {
  const { noticeMs } = config.limits;
  shutdown.leave();
  if (noticeMs > 0) await pause(noticeMs);
  shutdown.end();
  const drained = await connections.drain(REQUESTS_IN_MS - noticeMs);
  if (!drained) logger.warn('some requests did not finish in time');
  const closed = await within(app.close(), MODULES_IN_MS);
  if (!closed) logger.error('the shutdown hooks did not finish in time');
  return closed;
};
