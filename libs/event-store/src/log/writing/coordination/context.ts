import type { Appended, LogLimits } from '../../../contract';
import type { PreparedCommit } from '../../chain';
import type { Tail } from '../../reading';
import type { CommitStorage } from '../../storage';
import type { Dependency, PendingCommit } from '../pending-commit';
import type { ServerClock } from '../server-clock';

/** The writer of this process, as far as the coordination of writers needs it. */
export interface Appender {
  /** Takes an append of another writer. @throws through the result: the errors of an append */
  append(prepared: PreparedCommit, dependsOn: readonly Dependency[], origin: 'peer'): Promise<Appended>;
  /** The append that is on its way under an id. */
  pending(commitId: string): PendingCommit | undefined;
  /** Takes back, in their order, appends that were forwarded and are not settled. */
  takeBack(pending: readonly PendingCommit[]): void;
}

/** What the coordination of writers works with. */
export interface CoordinationContext {
  readonly appender: Appender;
  readonly tail: Tail;
  readonly storage: CommitStorage;
  readonly clock: ServerClock;
  /** What the log takes of any writer, whatever this one's own limits are. */
  readonly limits: LogLimits;
}
