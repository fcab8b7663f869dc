export { cqrsReaction, Delivered, type CqrsReaction } from './cqrs-reaction';
export { EventHandlers } from './event-handlers';
export { EventStoreModule } from './event-store.module';
export type { EventStoreFeature, ReactionFactory, TimerFactory } from './feature';
export type {
  EventStoreModuleAsyncOptions,
  EventStoreModuleOptions,
  OwnConnection,
  SharedConnection,
} from './options';
export { storeReadiness, type StoreCheck } from './readiness';
export { SubscriptionRegistry } from './subscription-registry';
export { InjectProjection, projectionToken, reactionToken, timerToken } from './tokens';
