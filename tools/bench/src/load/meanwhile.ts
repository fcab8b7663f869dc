import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does something again and again while something else is done.
 * @param everyMs the pause after each time
 * @returns what the work gave
 */
export const meanwhile = async <Result>(
  everyMs: number,
  again: () => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> => {
  const done = new AbortController();
  const repeating = (async () => {
    while (!done.signal.aborted) {
      await again();
      await pause(everyMs, undefined, { signal: done.signal }).catch(() => undefined);
    }
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await repeating;
  }
};
