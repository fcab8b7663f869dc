import type { Command, Commit, CommitMetadata, ConfirmOptions, EventData, Position } from '../contract';
import type { DecisionModels, StatesOf } from '../models';

/** A pure function from states to what happens. It refuses by throwing; no events means nothing to do. */
export type Decider<Models extends DecisionModels> = (
  states: StatesOf<Models>,
) => readonly EventData<string, object>[];

/** How a decision is carried out. */
export interface DecideOptions extends ConfirmOptions {
  /** Makes the decision idempotent. */
  readonly command?: Command;
  /** Without `fingerprint`, which is taken from the command. */
  readonly metadata?: CommitMetadata;
  /**
   * What makes the decision void: events matching the models' `conflictsWith` (default), or anything that their whole
   * query matches, as `If-Match` asks for.
   */
  readonly guard?: 'conflicts' | 'everything';
  /** How often to decide before giving up, from 1; default 16. */
  readonly maxAttempts?: number;
  /** Milliseconds that this caller waits at most, from 1; those of the store (`EventLogOptions.patienceMs`) if not given. */
  readonly patienceMs?: number;
}

/** What came of a decision. */
export type Decided<Models extends DecisionModels> =
  | {
      readonly kind: 'written';
      readonly commit: Commit;
      /** True when the command had been carried out before: this is its first result. */
      readonly duplicate: boolean;
      /** The states as of the commit, whatever has happened since: an answer made of them can be given again. */
      readonly statesAtCommit: () => Promise<StatesOf<Models>>;
    }
  | {
      readonly kind: 'nothing';
      /** The head that the states reflect. */
      readonly position: Position;
      readonly states: StatesOf<Models>;
    };
