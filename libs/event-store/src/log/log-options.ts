import {
  assertConfirmation,
  assertCount,
  type Confirmation,
  DEFAULT_LIMITS,
  type LogLimits,
  MOST_EVENTS_PER_COMMIT,
} from '../contract';
import type { DeclaredEventType } from './versioning';
import { DEFAULT_PATIENCE_MS } from './patience';
import { DEFAULT_CLOCK_AHEAD_MS, type WriterOptions } from './writing';

/** How a log behaves in this process. */
export interface EventLogOptions extends WriterOptions {
  readonly limits: LogLimits;
  /** How answers that write nothing are confirmed; default `majority`. */
  readonly confirm: Confirmation;
  /**
   * The types of events that this process knows: what is appended is checked against them, what is read through the
   * store is brought into their present shape. Absent: anything goes.
   */
  readonly eventTypes?: readonly DeclaredEventType[];
  /** Events kept in memory to judge conditions without a read: between one and two times as many. */
  readonly windowEvents: number;
  /**
   * Milliseconds by which the database's clock may be ahead of this process's own: what is recorded is never further
   * ahead, so that a clock that leaps cannot stop the log's time in a far future. Default five minutes.
   */
  readonly maxClockAheadMs: number;
  /** Bytes of memory that these events may take, within 30 %: between one and two times as many. */
  readonly windowBytes: number;
}

export const DEFAULT_LOG_OPTIONS: EventLogOptions = {
  limits: DEFAULT_LIMITS,
  confirm: 'majority',
  windowEvents: 8_192,
  windowBytes: 32 * 1024 * 1024,
  maxBatchCommits: 256,
  maxBatchBytes: 4 * 1024 * 1024,
  patienceMs: DEFAULT_PATIENCE_MS,
  maxClockAheadMs: DEFAULT_CLOCK_AHEAD_MS,
};

const NUMBERS = [
  'windowEvents',
  'windowBytes',
  'maxBatchCommits',
  'maxBatchBytes',
  'patienceMs',
  'maxClockAheadMs',
] as const;

/** Of the 100 levels that MongoDB allows, a commit takes four around the data of its events. */
const MOST_DEPTH = 96;

/** What each limit may be at most. */
const LIMITS = [
  ['maxEventsPerCommit', MOST_EVENTS_PER_COMMIT],
  ['maxCommitBytes', DEFAULT_LIMITS.maxCommitBytes],
  ['maxTagsPerEvent', undefined],
  ['maxNameLength', undefined],
  ['maxDepth', MOST_DEPTH],
] as const;

/** What the log takes of any writer: one of the limits is the log's own, the others are each process's. */
export const widestLimits = ({ maxEventsPerCommit }: LogLimits): LogLimits => ({
  maxEventsPerCommit,
  maxCommitBytes: DEFAULT_LIMITS.maxCommitBytes,
  maxTagsPerEvent: Number.MAX_SAFE_INTEGER,
  maxNameLength: Number.MAX_SAFE_INTEGER,
  maxDepth: MOST_DEPTH,
});

/** The given options, and the defaults of the others. @throws EventStoreError `invalid-options` */
export const logOptions = (given: Partial<EventLogOptions>): EventLogOptions => {
  const limits = { ...DEFAULT_LIMITS, ...given.limits };
  const options = { ...DEFAULT_LOG_OPTIONS, ...given, limits };
  for (const name of NUMBERS) assertCount(name, options[name]);
  for (const [name, most] of LIMITS) assertCount(`limits.${name}`, limits[name], most);
  assertConfirmation(options.confirm);
  return options;
};
