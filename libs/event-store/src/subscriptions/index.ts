export { FencedError, isFenced } from './errors';
export type { Batches } from './follow';
export type { FollowEvents } from './follow-events';
export { BATCH, Health } from './health';
export {
  DEFAULT_SUBSCRIPTION_OPTIONS,
  type Pace,
  type SubscriptionLogger,
  type SubscriptionOptions,
} from './options';
export type { WaitOptions } from './position-waiters';
export type { SubscriptionStatus } from './status';
export type { Consumer, Consumption } from './consumer';
export { Subscription, type CatchUpOptions } from './subscription';
export { Subscriptions, type SubscriptionsContext } from './subscriptions';
export type { BatchWrites, Tenure } from './tenure';
export { matchingEvents } from './whole-commits';
