import type { MongoEventStore } from '../mongo-event-store';
import type { Consumer } from '../subscriptions';
import type { ParkedItems } from './mongo/parked-items';
import type { Reaction } from './reaction';
import { ReactionRun } from './reaction-run';

/** Feeds a reaction. */
export const reactionConsumer = (
  reaction: Reaction,
  store: MongoEventStore,
  parked: ParkedItems,
  checkpointMs: number,
): Consumer => ({
  async consume(consumption) {
    const waiting = new Set(await parked.keys());
    await new ReactionRun(reaction, store, parked, waiting, checkpointMs, consumption).run();
  },
});
