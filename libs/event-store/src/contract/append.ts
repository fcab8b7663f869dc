import type { Command } from './command';
import type { Commit, CommitMetadata, EventData } from './event';
import type { Position } from './position';
import type { Query } from './query';

/**
 * The append succeeds only if no event that matches the query lies after a position.
 * @see https://dcb.events/specification/ the Dynamic Consistency Boundary specification
 */
export interface AppendCondition {
  readonly failIfEventsMatch: Query;
  /** Matches at or before it are known to the caller and do not count. Absent: the whole log counts. */
  readonly after?: Position;
}

/** One atomic append. */
export interface AppendRequest {
  /** One or more, up to the log's `maxEventsPerCommit`. */
  readonly events: readonly EventData<string, object>[];
  readonly condition?: AppendCondition;
  /** Makes the append idempotent. Absent: it is stored under a fresh UUIDv7. */
  readonly command?: Command;
  /** Without `fingerprint`, which is taken from the command. */
  readonly metadata?: CommitMetadata;
}

/** What came of an append. */
export interface Appended {
  readonly commit: Commit;
  /**
   * True when the commit had been stored by another request under the same commit id. Instances that append the very
   * same at the same moment may each take it for theirs.
   */
  readonly duplicate: boolean;
}
