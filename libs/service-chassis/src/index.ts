/**
 * What every HTTP service has: bootstrap, config, health, problem details, validation, idempotency, positions,
 * paging, correlation ids, OpenAPI and logs. The README shows a service that uses all of it.
 */
export {
  Answer,
  answer,
  type AnswerHead,
  entityTag,
  type IfMatch,
  ifMatchAllows,
  IfMatchHeader,
  noContent,
} from './answers';
export { bootstrapService, type ServiceOptions, SHUTDOWN_SIGNAL } from './bootstrap';
export {
  ConfigError,
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  sequencerOption,
  sequencerSettings,
  type ServiceConfig,
} from './config';
export {
  CORRELATION_HEADER,
  correlationHeaders,
  currentCorrelationId,
  withCorrelationId,
} from './correlation';
export { READINESS_CHECKS, type ReadinessCheck } from './health';
export { type CommandIdentity, Idempotency, normaliseDecimal } from './idempotency';
export { SHELL_LOGGER } from './logging';
export { type MakeCursor, NextCursor, type Order, pageQuery } from './paging';
export {
  AnswersFrom,
  POSITION_WAITER,
  type PositionWaiter,
  Unpositioned,
  type WaitOptions,
} from './positions';
export {
  type Fault,
  outcomeUnknown,
  preconditionFailed,
  Problem,
  type ProblemMembers,
  type ProblemOptions,
  type RefusalStatuses,
  tryAgainLater,
  validationFailed,
} from './problems';
export {
  PROJECTION_STATUS,
  ProjectionsController,
  type ProjectionStatus,
  type ProjectionStatusSource,
  type RebuildOutcome,
} from './projections';
export {
  type InspectedReaction,
  REACTION_STATUS,
  ReactionsController,
  type ReactionStatus,
  type ReactionStatusSource,
} from './reactions';
export { eventStream, type EventStreamOptions, LastEventId, type ServerSentEvent } from './streams';
export { instant, parseInstant, queryBoolean, queryInteger, queryPosition } from './validation';
