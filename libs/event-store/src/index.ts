export { EventStore, type StateOptions } from './event-store';
export { MongoEventStore, type EventStoreOptions } from './mongo-event-store';
export type { Decided, Decider, DecideOptions } from './decisions/decide';
export type { DecisionModel, DecisionModels, StatesOf } from './decisions/decision-model';
export type { Snapshot, SnapshotForm, SnapshotStorage } from './decisions/snapshot';
export type { StateAt } from './decisions/state-reader';
export type { Appended, AppendCondition, AppendRequest } from './log/append';
export {
  declareEventTypes,
  type DeclaredEventType,
  type EventTypes,
  type OnUnknown,
  type Upcaster,
  type Upcasts,
} from './evolution';
export { EventStoreError, isEventStoreError, type EventStoreErrorCode } from './log/errors';
export type { Commit, CommitMetadata, EventData, RecordedEvent } from './log/event';
export { EventLog, type EventLogOptions, type ReadOptions } from './log/event-log';
export type { JsonObject, JsonValue } from './log/json';
export type { Causality } from './log/mongo/causality';
export { DEFAULT_LIMITS, type LogLimits } from './log/limits';
export type { Audited, CommitStorage, Range } from './log/storage';
export { verifyLog, type VerifyLogOptions } from './log/mongo/verify-mongo-log';
export { START, toPosition, type Position } from './log/position';
export { anyOf, EVERYTHING, matches, type Query, type QueryItem } from './log/query';
export { GENESIS, type ChainFault, type HeadHash, type Verification } from './log/verify';
export { waitForPosition, type WaitForPosition } from './log/wait-for-position';
export {
  defineProjection,
  dropOldGenerations,
  listGenerations,
  openProjection,
  ProjectionRunner,
  readModel,
  type DocumentOf,
  type Found,
  type ListedGeneration,
  type ModelReader,
  type Projection,
  type ProjectionStatus,
  type Reading,
  type ReadModel,
  type ReadModels,
  type RebuildOutcome,
  type RebuildStatus,
} from './projections';
export {
  openReaction,
  ReactionRunner,
  type FailureClass,
  type DecisionAboutParked,
  type KeptDecision,
  type ParkedItem,
  type Reaction,
  type ReactionContext,
  type ReactionStatus,
} from './reactions';
export {
  DEFAULT_SUBSCRIPTION_OPTIONS,
  Subscriptions,
  type CatchUpOptions,
  type FollowEvents,
  type Pace,
  type SubscriptionLogger,
  type SubscriptionOptions,
  type SubscriptionStatus,
  type WaitOptions,
} from './subscriptions';
export { openTimer, TimerRunner, type Timer } from './timers';
