import type { MongoEventStore } from '../mongo-event-store';
import type { Consumer } from '../subscriptions';
import { Backlog } from './backlog';
import type { IdempotencyKeyOf } from './idempotency-key';
import type { ParkedItems } from './mongo';
import type { Reaction } from './reaction';
import { ReactionRun } from './reaction-run';

/** Feeds a reaction. */
export const reactionConsumer = (
  reaction: Reaction,
  store: MongoEventStore,
  parked: ParkedItems,
  idempotencyKeyOf: IdempotencyKeyOf,
  checkpointMs: number,
): Consumer => ({
  async consume(consumption) {
    const backlog = await Backlog.load(parked, consumption.checkpoint.position);
    await new ReactionRun({
      ...{ reaction, store, parked, backlog, idempotencyKeyOf, checkpointMs, consumption },
    }).run();
  },
});
