import type { JsonValue, Position } from '../contract';

/**
 * How a model's state is kept as a snapshot, so that a long history need not be folded from its beginning. Snapshots
 * are disposable: without them everything is the same, only slower when cold.
 */
export interface SnapshotForm<State> {
  /** Of the fold: raise it when `initial`, `evolve` or the form change; older snapshots are then passed over. */
  readonly version: number;
  /**
   * Events folded between one snapshot and the next, from 1; default 500. A state of the past costs about half as many to
   * read, as long as the history has no more than 1,024 times as many events.
   */
  readonly every?: number;
  /** A state as JSON. */
  encode(state: State): JsonValue;
  /** The state of what `encode` gave under the same version, as it was. */
  decode(snapshot: JsonValue): State;
}

/** What was made, when it was read, of an event of an older version. */
export interface UpcastSample {
  /** The type and version of the event as it was stored. */
  readonly of: string;
  /** Of the event. */
  readonly position: Position;
  /** SHA-256, in hex, of today's version and data. */
  readonly digest: string;
}

/** A state as it was kept. */
export interface Snapshot {
  /** The commit boundary that it reflects. */
  readonly position: Position;
  /** The log's hash there: a snapshot of another log, or of one that was restored, is told by it. */
  readonly hash: string;
  /** How many events have been folded into it. */
  readonly events: number;
  /** From 0. Of a history that has grown long, the snapshots of a low rank are forgotten. */
  readonly rank: number;
  /** One of each type and version that was upcast: a snapshot that other upcasters have entered is told by them. */
  readonly upcasts: readonly UpcastSample[];
  /** What the form's `encode` gave. */
  readonly state: JsonValue;
}

/**
 * Where snapshots are kept, by the version of the fold, the types of events that it reads, the model's name and what it
 * was named with. One that fails, or gives what is no snapshot, costs speed and one warning.
 */
export interface SnapshotStorage {
  /** The newest snapshot under a key after one position and up to another, if there is one. */
  load(key: string, after: Position, upTo: Position): Promise<Snapshot | undefined>;
  /** Keeps snapshots under a key, beside those at other positions. */
  save(key: string, snapshots: readonly Snapshot[]): Promise<void>;
  /** Forgets the snapshots under a key that are of a lower rank, which may be infinite. */
  forget(key: string, belowRank: number): Promise<void>;
}
