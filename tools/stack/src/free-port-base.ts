import { randomInt } from 'node:crypto';
import { isPortFree } from '@event-sourcing/engine';
import { portsOf } from './ports';
import { consoleCopy, serviceCopies } from './services';

/** Below those that connections take for themselves, of which a benchmark opens many. */
const RANGE = { from: 20_000, to: 30_000 };

/** A port base whose ports, for so many copies of each service and a console, were all free a moment ago. */
export const freePortBase = async (instances = 1): Promise<number> => {
  for (;;) {
    const base = randomInt(RANGE.from, RANGE.to);
    const ports = portsOf([...serviceCopies(base, instances), consoleCopy(base)]);
    const free = await Promise.all(ports.map(({ port }) => isPortFree(port)));
    if (free.every(Boolean)) return base;
  }
};
