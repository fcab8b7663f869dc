import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { openInstance } from '../instance';
import { counted } from '../tally';
import { onOrder } from './child';

/** What a process that appends is told. */
const order = z.object({
  uri: z.string(),
  dbName: z.string(),
  writers: z.number(),
  /** Of all its writers together. */
  events: z.number(),
  /** Milliseconds, at most, for which a writer stalls now and then; 0: never. */
  stallMs: z.number(),
  keys: z.number(),
});

const STALL_ONE_IN = 20;

onOrder(order, async ({ writers, events, stallMs, keys, ...place }) => {
  const { store, close } = await openInstance(place);
  let left = events;
  const write = async (): Promise<void> => {
    while (left > 0) {
      const count = Math.min(left, randomInt(1, 5));
      left -= count;
      await store.append({
        events: Array.from({ length: count }, () => counted(`k${randomInt(keys)}`, randomInt(1, 100))),
      });
      if (stallMs > 0 && randomInt(STALL_ONE_IN) === 0) await pause(randomInt(stallMs));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await close();
});
