import { openProjection } from '@event-sourcing/event-store';
import { onOrder } from '@event-sourcing/tools-kit';
import { openInstance } from '../instance';
import { tallies } from '../tally';
import { projectorOrder } from './orders';

onOrder(projectorOrder, async ({ leaseMs, maxEvents, ...place }) => {
  const { subscriptions } = await openInstance(place, { leaseMs, waitMs: 50, maxEvents });
  const runner = await openProjection(subscriptions, tallies);
  runner.start();
  process.send?.('running');
  // Until it is killed.
  await new Promise(() => undefined);
});
