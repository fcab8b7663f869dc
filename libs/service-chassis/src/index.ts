/**
 * What every HTTP service has: bootstrap, config, health, problem details, validation, idempotency, positions,
 * paging, correlation ids, OpenAPI and logs. The README shows a service that uses all of it.
 */
export { Caller, forbidden, OwnToken, requireOwner, Requires } from './auth';
export { Answer, answer, noContent } from './answers';
export { bootstrapService, describeService, type ServiceOptions } from './bootstrap';
export { carryOut, type CommandContext, Context, dataOf, newId, requireVersion, written } from './commands';
export {
  SERVICE_CONFIG,
  SERVICE_SETTINGS,
  type ServiceConfig,
  sequencerOption,
  sequencerSettings,
} from './config';
export { currentCorrelationId } from './correlation';
export { READINESS_CHECKS, type ReadinessCheck } from './health';
export { untilLeft } from './leaving';
export {
  cutPage,
  keyset,
  NextCursor,
  type NextCursorOf,
  type Page,
  pageQuery,
  type PageRequest,
  readPage,
} from './paging';
export { AnswersFrom, POSITION_WAITER, Unpositioned } from './positions';
export { Operation } from './openapi';
export type { Principal } from './principal';
export { Problem, tryAgainLater, validationFailed } from './problems';
export { ProjectionsController } from './projections';
export { ReactionsController } from './reactions';
export { StoreModule } from './store';
export { EventStreams, LastEventId, type ServerSentEvent } from './streams';
export { instant, queryBoolean, queryInteger, queryPosition, rangeBound, zonedInstant } from './validation';
