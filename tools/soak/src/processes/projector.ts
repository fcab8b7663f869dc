import { openProjection } from '@event-sourcing/event-store';
import { z } from 'zod';
import { openInstance } from '../instance';
import { tallies } from '../tally';
import { onOrder } from './child';

/** What a process that projects is told. */
const order = z.object({
  uri: z.string(),
  dbName: z.string(),
  leaseMs: z.number(),
  maxEvents: z.number(),
});

/** What it tells when it has begun. */
export const RUNNING = 'running';

onOrder(order, async ({ leaseMs, maxEvents, ...place }) => {
  const { subscriptions } = await openInstance(place, { leaseMs, waitMs: 50, maxEvents });
  const runner = await openProjection(subscriptions, tallies);
  runner.start();
  process.send?.(RUNNING);
  // Until it is killed.
  await new Promise(() => undefined);
});
