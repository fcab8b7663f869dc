import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestService } from './start-test-service';

const NOTICED_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 10;

/**
 * Asks a service that cannot answer now, and leaves; resolves when its access log says so.
 * @param service with `LOG_LEVEL: 'info'`
 * @throws Error when it does not notice
 */
export const leaveBeforeAnswer = async ({ url, logged }: TestService, path: string): Promise<void> => {
  const seen = logged.length;
  const asked = get(`${url}${path}`);
  asked.on('error', () => undefined);
  await once(asked, 'finish');
  asked.destroy();
  const deadline = Date.now() + NOTICED_WITHIN_MS;
  const of = path.split('?')[0];
  while (!logged.slice(seen).some((line) => line.path === of && line.aborted === true)) {
    if (Date.now() > deadline) throw new Error(`Nobody noticed that the client of ${path} has left.`);
    await pause(LOOK_EVERY_MS);
  }
};
