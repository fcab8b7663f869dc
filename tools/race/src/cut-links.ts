import { takenLinks } from './links';
import type { Random } from './random-attempts';

/**
 * Cuts the connections that this process has taken from the other writers, at random, one at a time.
 * @param everyMs how long, on average, until the next one is cut; 0: never
 * @returns how many have been cut
 */
export const cutLinks = (random: Random, everyMs: number): (() => number) => {
  const links = takenLinks();
  let cuts = 0;
  const cutNext = () => {
    const open = [...links];
    open[random(Math.max(1, open.length))]?.destroy();
    cuts += open.length > 0 ? 1 : 0;
    setTimeout(cutNext, random(2 * everyMs)).unref();
  };
  if (everyMs > 0) cutNext();
  return () => cuts;
};
