import { setTimeout as delay } from 'node:timers/promises';

/** Waits, at most until the signal aborts; never rejects. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  // An aborted wait is a wait that has ended.
  await delay(ms, undefined, { signal }).catch(() => undefined);
};
