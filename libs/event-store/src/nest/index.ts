export { cqrsReaction, Delivered, type CqrsReaction } from './cqrs-reaction';
export {
  Projection,
  ProcessManager,
  type ProcessManagerClass,
  type ProcessManagerOptions,
  type ProjectionClass,
  type ProjectionOptions,
  Reaction,
  type ReactionClass,
  type ReactionOptions,
} from './decorators';
export { Effect } from './effect';
export { EventStoreModule } from './event-store.module';
export { EventStoreHealthIndicator, type StoreHealth } from './health-indicator';
export { problemDetails, ProblemDetailsFilter, type ProblemDetailsOptions } from './problem-details.filter';
export { requestMetadata } from './request-metadata.middleware';
export type { EventStoreFeature, ProcessFactory, ReactionFactory, TimerFactory } from './feature';
export type {
  EventStoreModuleAsyncOptions,
  EventStoreModuleOptions,
  EventStoreTestingOptions,
  OwnConnection,
  SharedConnection,
  StoreName,
} from './options';
export { storeReadiness, type StoreCheck } from './readiness';
export { SubscriptionRegistry, type Trouble } from './subscription-registry';
export {
  eventStoreToken,
  mongoEventStoreToken,
  healthIndicatorToken,
  InjectEventStore,
  InjectProjection,
  InjectSubscriptionRegistry,
  processToken,
  projectionToken,
  reactionToken,
  subscriptionRegistryToken,
  timerToken,
} from './tokens';
