/** What a log accepts; checked before anything is sent. */
export interface LogLimits {
  /** Events in one commit, 1 to `MOST_EVENTS_PER_COMMIT`. Fixed when the log is created: positions inside commits are resolved by it. */
  readonly maxEventsPerCommit: number;
  /**
   * Bytes of one commit as canonical JSON, at most 1 MiB: short array items take up to eight times as many in a
   * document, and MongoDB allows 16 MiB for one.
   */
  readonly maxCommitBytes: number;
  /** Tags of one event. */
  readonly maxTagsPerEvent: number;
  /** UTF-16 code units of a type, a tag, a commit id, or a metadata value. */
  readonly maxNameLength: number;
  /** Levels of nesting in an event's data; MongoDB allows 100 for the whole document. */
  readonly maxDepth: number;
}

export const MOST_EVENTS_PER_COMMIT = 10_000;

/** 256 events and 1 MiB a commit, 32 tags an event, names of 512 code units, data 64 levels deep. */
export const DEFAULT_LIMITS: LogLimits = {
  maxEventsPerCommit: 256,
  maxCommitBytes: 1024 * 1024,
  maxTagsPerEvent: 32,
  maxNameLength: 512,
  maxDepth: 64,
};
