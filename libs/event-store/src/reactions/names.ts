import { pauseName } from '../subscriptions';

/** What a reaction is called among the subscriptions, and paused by: a projection may have the same name. */
export const reactionSubscription = (reaction: string): string => pauseName('reaction', reaction);

/** The reaction that a subscription is one of, if it is. */
export const reactionOf = (subscription: string): string | undefined => {
  const prefix = reactionSubscription('');
  return subscription.startsWith(prefix) ? subscription.slice(prefix.length) : undefined;
};
