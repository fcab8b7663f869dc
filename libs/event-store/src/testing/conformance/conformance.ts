import type { FaultyCommitStorage } from '../faulty-commit-storage';
import type { EventStore } from '../../event-store';

/** An instance of a store on the log under test, and the faults that can be put into its inserts. */
export interface Instance {
  readonly store: EventStore;
  readonly storage: FaultyCommitStorage;
}

/** One log, which several instances can open, as several processes would. */
export interface LogUnderTest {
  open(): Promise<Instance>;
}

/** One promise of the log, and a check that rejects when it is broken. */
export interface Promised {
  readonly promise: string;
  check(log: LogUnderTest): Promise<void>;
}
