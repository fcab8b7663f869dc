import { drain } from './drain';
import type { Service } from './create-service';

/** Of the ten seconds that a service has to end: for requests in flight, then for leases and connections. */
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
 * Stops a service in order: waits and streams end, no new requests, those in flight finish, then Nest's
 * shutdown hooks run, which release leases and close the store: a request in flight still needs both.
 * @returns whether everything ended in time
 */
export const stopService = async ({ app, logger, shutdown, inFlight }: Service): Promise<boolean> => {
  shutdown.abort();
  const drained = await drain(app.getHttpServer(), inFlight, REQUESTS_IN_MS);
  if (!drained) logger.warn('some requests did not finish in time');
  const closed = await within(app.close(), MODULES_IN_MS);
  if (!closed) logger.error('the shutdown hooks did not finish in time');
  return closed;
};
