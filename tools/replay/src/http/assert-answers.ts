import { setTimeout as delay } from 'node:timers/promises';
import { ReplayError } from '../replay-error';

const ASK_EVERY_MS = 500;

const answers = async (address: string): Promise<boolean> => {
  try {
    const response = await fetch(`${address}/health/live`, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
};

/**
 * Waits a little until every service is there, so that a wrong port is said at once and not after minutes of patience.
 * @throws ReplayError `no-stack`, `stopped`
 */
export const assertAnswers = async (
  addresses: readonly string[],
  withinMs: number,
  signal: AbortSignal,
): Promise<void> => {
  const until = Date.now() + withinMs;
  for (;;) {
    const there = await Promise.all(addresses.map(answers));
    const missing = addresses.filter((_, index) => there[index] !== true);
    if (missing.length === 0) return;
    if (signal.aborted) throw new ReplayError('stopped', 'Stopped before anything was sent.');
    if (Date.now() >= until) {
      const message = `Nothing answers at ${missing.join(', ')}. Start a stack first (npm start), or name its ports with --port-base <n>.`;
      throw new ReplayError('no-stack', message);
    }
    await delay(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};
