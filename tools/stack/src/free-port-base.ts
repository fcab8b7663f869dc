import { randomInt } from 'node:crypto';
import { isPortFree } from '@event-sourcing/engine';
import { serviceCopies } from './services';

/** Below those that connections take for themselves, of which a benchmark opens many. */
const RANGE = { from: 20_000, to: 30_000 };

/** A port base whose ports, for so many copies of each service, were all free a moment ago. */
export const freePortBase = async (instances = 1): Promise<number> => {
  for (;;) {
    const base = randomInt(RANGE.from, RANGE.to);
    const free = await Promise.all(serviceCopies(base, instances).map(({ port }) => isPortFree(port)));
    if (free.every(Boolean)) return base;
  }
};
