import type { FaultyCommitStorage } from '../faulty-commit-storage';
import type { LogLimits } from '../../contract';
import type { DeclaredEventType } from '../../log';
import type { SnapshotStorage } from '../../models';
import type { EventStore } from '../../event-store';

/** An instance of a store on the log under test, and the faults that can be put into its inserts. */
export interface Instance {
  readonly store: EventStore;
  readonly storage: FaultyCommitStorage;
}

/** What differs at an instance. */
export interface InstanceOptions {
  /** Milliseconds by which its clock is ahead of the database's, or behind. */
  readonly clockAheadMs?: number;
  readonly limits?: LogLimits;
  /** Milliseconds that its callers wait at most. */
  readonly patienceMs?: number;
  /** The types of events that it knows; absent: any. */
  readonly eventTypes?: readonly DeclaredEventType[];
  /** Where it keeps snapshots; absent: nowhere. */
  readonly snapshots?: SnapshotStorage;
}

/** One log, which several instances can open, as several processes would. */
export interface LogUnderTest {
  /** Opens one more instance, which shares nothing with the others but the log. */
  open(options?: InstanceOptions): Promise<Instance>;
}

/** One promise of the log, and a check that rejects when it is broken. */
export interface Promised {
  readonly promise: string;
  /**
   * Puts a log to the test.
   * @param log empty, and used for nothing else
   * @throws whatever is not as promised, most often an AssertionError
   */
  check(log: LogUnderTest): Promise<void>;
}
