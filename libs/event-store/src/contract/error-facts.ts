import type { JsonValue } from './json';
import type { Position } from './position';

/** Facts that differ from one fault to another: shown, not acted on. */
export type AnyFacts = Readonly<Record<string, JsonValue>>;

type NoFacts = Readonly<Record<string, never>>;

/** The event that it is about. */
interface OfEvent extends AnyFacts {
  readonly type: string;
  readonly version: number;
  readonly position: Position;
}

/** What a database did otherwise than the store needs. */
export interface ServerFinding {
  readonly check: string;
  /** What it was asked. */
  readonly asked: string;
  /** What a MongoDB replica set does. */
  readonly expected: string;
  readonly got: string;
  readonly remedy: string;
}

/** Everything that can go wrong at the log, as a closed set: what an error of each code knows. */
export interface EventStoreErrorFacts {
  /**
   * An event that matches the condition has been stored since `after`: at `foundAt`, or `null` when the append depended
   * on a pending commit that was not stored. Nothing was written.
   */
  readonly 'append-condition-failed': { readonly after: Position; readonly foundAt: number | null };
  /** Another request was stored under this commit id. Nothing was written. */
  readonly 'commit-id-reused': { readonly commitId: string; readonly position: Position };
  /** The append may or may not have been stored. Repeat it under the same commit id to learn it. */
  readonly 'outcome-unknown': { readonly commitId: string };
  /** The database could not be reached, or cannot serve now. No event was written. */
  readonly 'store-unavailable': NoFacts;
  /** The database said no, and will again until something is put right. No event was written. */
  readonly 'store-refused': { readonly serverCode: number | null };
  /** The database does not keep what the store rests on. Nothing was made. */
  readonly 'server-unfit': {
    readonly name: string;
    readonly version: string;
    readonly findings: readonly ServerFinding[];
  };
  /** An index is in the way of one that is needed. Nothing was changed. */
  readonly 'index-conflict': { readonly collection: string; readonly found: string; readonly wanted: string };
  /** What a Nest application imports and provides does not fit together. Nothing was started. */
  readonly 'invalid-module': AnyFacts;
  /** Projections and reactions were waited for, and not all of them have come to the head of the log. */
  readonly 'not-settled': { readonly head: number; readonly behind: readonly JsonValue[] };
  /** An option is not what it may be. Nothing was sent. */
  readonly 'invalid-options': { readonly option: string; readonly got: string };
  /** What is fixed for the log of a database is not there, or is not what this release can work by. Nothing was made. */
  readonly 'invalid-settings': { readonly dbName: string; readonly found: string };
  /** The decision lost its race as often as it was allowed to try. Nothing was written. */
  readonly 'retries-exhausted': { readonly attempts: number };
  /**
   * Another try of the command was answered without a write while this one was under way, as the record at `position`
   * says, and it is not known that this one would be answered the same. This one wrote nothing.
   */
  readonly 'command-answered': { readonly commitId: string; readonly position: Position };
  /** What was to be appended breaks a limit, is not JSON, or is not as its type is declared. Nothing was written. */
  readonly 'invalid-append': AnyFacts;
  /** A type of event is declared wrongly. */
  readonly 'invalid-event-type': { readonly type: string };
  /** A stored event is of a type that this code does not know, or of a version newer than `knownVersion`. */
  readonly 'unknown-event-type': OfEvent | (OfEvent & { readonly knownVersion: number });
  /** A stored event of an older version could not be turned into today's: the upcaster of version `from` failed. */
  readonly 'upcast-failed': OfEvent & { readonly from: number };
  /** A position was named that the log has not reached. */
  readonly 'position-beyond-head': { readonly position: Position; readonly head: Position };
  /** The stored log breaks its own rule. Stop, and verify the log. */
  readonly 'log-corrupt': AnyFacts;
  /**
   * The log is another one than `knownBy` has seen: no commit ends at `position`, or one with another hash. It was set
   * back, or replaced. Nothing was written.
   */
  readonly 'log-diverged': {
    readonly knownBy: string;
    readonly position: number;
    /** `null` when it is not known. */
    readonly hash: string | null;
    /** The hash that stands there now; `null` when no commit ends there. */
    readonly found: string | null;
  };
  /** A subscription was waited for, and has not come to `position` in time: it is at `reached`. */
  readonly 'position-not-reached': {
    readonly name: string;
    readonly position: Position;
    readonly reached: Position;
  };
  /** Another instance runs the subscription. */
  readonly 'subscription-busy': { readonly subscription: string };
  /** A reaction has nothing parked at a position. */
  readonly 'parked-item-not-found': { readonly reaction: string; readonly position: Position };
  /** An event has set nothing aside in a generation of a projection. */
  readonly 'set-aside-not-found': { readonly subscription: string; readonly position: Position };
  /** This version of a projection is still being filled and cannot answer yet. */
  readonly 'projection-not-ready': { readonly projection: string; readonly version: number };
  /** A read model was asked for what is no reading, or after its reading was over. Nothing was read or written. */
  readonly 'invalid-reading': { readonly model: string; readonly operation: string };
  /** A document of a read model reflects what its projection has yet to fold: `next`, or later. Nothing was written. */
  readonly 'read-model-ahead': {
    readonly collection: string;
    readonly key: string;
    readonly lastPosition: number;
    readonly next: Position;
  };
  /** Two things of a kind have one name: where the first and the second took it. */
  readonly 'name-claimed': {
    readonly kind: string;
    readonly name: string;
    readonly first: string;
    readonly second: string;
  };
  /** A name of a decision model, projection, read model, reaction or timer breaks the rules for names. */
  readonly 'invalid-name': { readonly kind: string; readonly name: string };
  /** What was given as a decision model is none that was declared, or was named with what is no argument. */
  readonly 'invalid-model': { readonly model: string };
  /** A model gave an event keys, or a reaction a key, that are none. */
  readonly 'invalid-key': OfEvent & { readonly model: string };
  /** A read model made something that a document cannot hold, or would give back otherwise. */
  readonly 'invalid-state': OfEvent & {
    readonly model: string;
    readonly key: string;
    readonly path: string;
  };
  /** The code of a model threw while it folded an event; the cause is what it threw. */
  readonly 'fold-failed': OfEvent & { readonly model: string; readonly key?: string };
  /** A decider tried to change the state of one of these models. Nothing was written. */
  readonly 'state-changed': { readonly models: readonly string[] };
  /** A decider gave back no list of events. Nothing was written. */
  readonly 'invalid-decision': { readonly given: string };
  /** The store has been closed. */
  readonly closed: NoFacts;
}
