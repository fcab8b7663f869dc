export type { FollowEvents } from './follow-events';
export { BATCH } from './health';
export { DEFAULT_SUBSCRIPTION_OPTIONS, type SubscriptionLogger, type SubscriptionOptions } from './options';
export type { WaitOptions } from './position-waiters';
export type { SubscriptionStatus } from './status';
export type { Consumer, Consumption } from './consumer';
export { type CatchUpOptions, type Subscription } from './subscription';
export { type Pausable, pauseName, Subscriptions } from './subscriptions';
export { CheckpointOwnership } from './checkpoint-ownership';
export { matchingEvents } from './batching';
export { describeError, FencedError } from './errors';
export { type Hold, LeasedRun } from './leased-run';
export {
  type Checkpoints,
  type OperatorContext,
  Decisions,
  isRepeated,
  type Pause,
  type PauseOutcome,
  recordOf,
  type ResumeOutcome,
  type StartingPlace,
  type StoredDecision,
} from './mongo';
export { PositionWaiters } from './position-waiters';
export { proveCheckpoint, standsElsewhere } from './prove-checkpoint';
