import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { onOrder } from '@event-sourcing/tools-kit';
import { openInstance } from '../instance';
import { counted } from '../tally';
import { writerOrder } from './orders';

const STALL_ONE_IN = 20;
const KEYS = 100;

onOrder(writerOrder, async ({ writers, events, stallMs, ...place }) => {
  const { store, close } = await openInstance(place);
  let left = events;
  const write = async (): Promise<void> => {
    while (left > 0) {
      const count = Math.min(left, randomInt(1, 5));
      left -= count;
      await store.append({
        events: Array.from({ length: count }, () => counted(`k${randomInt(KEYS)}`, randomInt(1, 100))),
      });
      if (stallMs > 0 && randomInt(STALL_ONE_IN) === 0) await pause(randomInt(stallMs));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await close();
});
