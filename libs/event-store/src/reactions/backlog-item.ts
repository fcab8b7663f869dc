import type { Position } from '../contract';

/**
 * What is known of an event that is kept beside the log.
 *
 * - `parked`: failed for good; its key goes no further until somebody decides about it.
 * - `waiting`: behind an earlier one of its key.
 * - `skipped`: somebody decided that it is not to be done; kept, so that nobody does it after all.
 */
export type BacklogState = 'parked' | 'waiting' | 'skipped';

/** An event that was set aside. */
export interface ParkedItem {
  readonly position: Position;
  readonly key: string;
  /** Tries that failed; 0: it waits behind an earlier one of its key. */
  readonly attempts: number;
  readonly error: string;
  readonly since: Date;
}

/** What of it to list: what is parked and what waits behind it, what waits and needs nobody's decision, or all. */
export type WhichItems = 'parked' | 'waiting' | 'all';

/** An event to be kept beside the log. */
export interface BacklogItem extends ParkedItem {
  readonly state: Exclude<BacklogState, 'skipped'>;
  /** Of the event: in a log that was set back another one may come to its position. */
  readonly commitId: string;
}

/** Which event is kept, and how. */
export interface KeptEvent extends Pick<BacklogItem, 'position' | 'key' | 'commitId'> {
  readonly state: BacklogState;
}

/** Another failure of an event that is kept beside the log. */
export interface Failure {
  readonly position: Position;
  readonly attempts: number;
  readonly error: string;
}

/** An event that an operator has decided about, and the instance that runs the reaction has not dealt with yet. */
export interface DecidedItem {
  readonly position: Position;
  readonly key: string;
  readonly state: Exclude<BacklogState, 'skipped'>;
  readonly action: 'retry' | 'skip';
  /** Tells a decision from one that follows it. */
  readonly at: Date;
}

/** What stands beside the log, as any instance can tell. */
export interface BacklogStatus {
  /** Events that are parked, those that wait behind them included. */
  readonly parked: number;
  /** Events that are not done yet and need nobody's decision: they are tried again and again. */
  readonly waiting: number;
  /** The earliest of all of them. */
  readonly oldest?: Pick<ParkedItem, 'position' | 'since' | 'error'>;
}

/** What is to be stored together with the checkpoint's next move. */
export interface BacklogChanges {
  /** Kept of events that are not there any more. */
  readonly gone: readonly Position[];
  readonly added: readonly BacklogItem[];
  readonly failed: readonly Failure[];
  readonly done: readonly Position[];
  readonly decided: readonly DecidedItem[];
}
