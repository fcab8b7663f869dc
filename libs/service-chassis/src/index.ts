/**
 * What every HTTP service has: bootstrap, config, health, problem details, validation, idempotency, positions,
 * paging, correlation ids, OpenAPI and logs. The README shows a service that uses all of it.
 */
export { Answer, answer, type AnswerHead, noContent } from './answers';
export { bootstrapService, type ServiceOptions } from './bootstrap';
export {
  type CommandContext,
  Context,
  dataOf,
  decideOptions,
  newId,
  requireVersion,
  written,
} from './commands';
export {
  ConfigError,
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  sequencerOption,
  sequencerSettings,
  type ServiceConfig,
} from './config';
export { CORRELATION_HEADER, currentCorrelationId, withCorrelationId } from './correlation';
export { READINESS_CHECKS, type ReadinessCheck } from './health';
export { SERVICE_LOGGER } from './logging';
export {
  cutPage,
  keyset,
  NextCursor,
  type NextCursorOf,
  type Page,
  pageOf,
  pageQuery,
  type PageRequest,
} from './paging';
export { AnswersFrom, POSITION_WAITER, type PositionWaiter, Unpositioned } from './positions';
export {
  Problem,
  type ProblemMembers,
  type ProblemOptions,
  type RefusalStatuses,
  tryAgainLater,
  validationFailed,
} from './problems';
export { ProjectionsController } from './projections';
export { ReactionsController } from './reactions';
export { SHUTDOWN_SIGNAL } from './shutdown';
export { StoreModule, type StoreModuleOptions } from './store';
export { eventStream, type EventStreamOptions, LastEventId, type ServerSentEvent } from './streams';
export { instant, parseInstant, queryBoolean, queryInteger, queryPosition } from './validation';
