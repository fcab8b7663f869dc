import type { OwnDatabase } from '@event-sourcing/bench';

/** A database, and the engine that it lies in. */
export interface Home extends OwnDatabase {
  /** Of the engine, where it is our process. */
  readonly pid?: number | undefined;
  /** Its data, where it is our process. */
  readonly files?: string | undefined;
}

/** Where a run is: the store and the raw driver each have a database on an engine of their own. */
export interface Place {
  readonly store: Home;
  readonly raw: Home;
  readonly signal: AbortSignal;
}

/** How much is measured at a length. */
export interface Effort {
  /** Milliseconds of a run of callers. */
  readonly sampleMs: number;
  /** How often each is run, in turns. */
  readonly rounds: number;
  /** Entities that are looked at. */
  readonly looks: number;
  /** Events that the needs are told by. */
  readonly paceEvents: number;
  /** Milliseconds in which engines come to rest, before it is seen how busy others are. */
  readonly settleMs: number;
}

/** What the goals are measured with. */
export const FULL: Effort = { sampleMs: 2_000, rounds: 3, looks: 300, paceEvents: 20_000, settleMs: 10_000 };
