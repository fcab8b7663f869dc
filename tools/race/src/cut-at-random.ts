import type { Random } from './random-attempts';

/**
 * Cuts one connection after another, at random times.
 * @param everyMs how long, on average, until the next one is cut; 0: never
 * @param cut cuts one
 * @returns ends it
 */
export const cutAtRandom = (random: Random, everyMs: number, cut: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  const cutNext = (): void => {
    cut();
    timer = setTimeout(cutNext, random(2 * everyMs)).unref();
  };
  if (everyMs > 0) cutNext();
  return () => clearTimeout(timer);
};
