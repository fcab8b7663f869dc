import type { Consumer } from '../subscriptions';
import { Backlog } from './backlog';
import type { Reaction } from './reaction';
import { ReactionRun, type RunContext } from './reaction-run';

/** Feeds a reaction. */
export const reactionConsumer = (
  reaction: Reaction,
  context: Omit<RunContext, 'reaction' | 'backlog' | 'consumption'>,
): Consumer => ({
  query: reaction.query,
  async consume(consumption) {
    const backlog = await Backlog.load(context.parked, consumption.checkpoint.position);
    await new ReactionRun({ ...context, reaction, backlog, consumption }).run();
  },
});
