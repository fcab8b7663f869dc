export type { AppendCondition, Appended, AppendRequest } from './append';
export type { Command } from './command';
export type { Abortable } from './abortable';
export { assertConfirmation, type Confirmation, type ConfirmOptions } from './confirmation';
export type { EventStoreErrorFacts, ServerFinding } from './error-facts';
export {
  appendConditionFailed,
  commitIdReused,
  EventStoreError,
  type EventStoreErrorCode,
  indexConflict,
  invalidAppend,
  invalidOptions,
  isEventStoreError,
  logCorrupt,
  logDiverged,
  outcomeUnknown,
  positionBeyondHead,
  storeRefused,
  storeUnavailable,
} from './errors';
export type { Commit, CommitMetadata, EventData, RecordedEvent } from './event';
export type { JsonObject, JsonValue } from './json';
export { DEFAULT_LIMITS, type LogLimits, MOST_EVENTS_PER_COMMIT } from './limits';
export { assertBackOff, assertOneOf, assertWhole, assertCount, assertDatabaseName, isCount } from './options';
export { COMMAND_CHANGED_NOTHING, COMMAND_REFUSED, isOwnEventType } from './own-event-types';
export { type Position, START, toPosition } from './position';
export { parseTraceparent } from './traceparent';
export { anyOf, EVERYTHING, matches, type Query, type QueryItem } from './query';
