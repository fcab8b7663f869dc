import type { JsonValue, Position } from '../contract';

/**
 * How a model's state is kept as a snapshot, so that a long history need not be folded from its beginning. Snapshots
 * are disposable: without them everything is the same, only slower when cold.
 */
export interface SnapshotForm<State> {
  /** Of the fold: raise it when `initial`, `evolve` or the form change; older snapshots are then passed over. */
  readonly version: number;
  /** Events folded until the next snapshot is taken, from 1; default 500. */
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
  /** The snapshot under a key, if there is one. */
  load(key: string): Promise<Snapshot | undefined>;
  /** Keeps a snapshot in the place of the one before it. */
  save(key: string, snapshot: Snapshot): Promise<void>;
}
