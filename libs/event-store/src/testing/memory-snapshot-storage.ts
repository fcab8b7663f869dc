import type { Position } from '../contract';
import type { Snapshot, SnapshotStorage } from '../models';

/** Snapshots in memory. */
export class MemorySnapshotStorage implements SnapshotStorage {
  readonly #byKey = new Map<string, Map<Position, Snapshot>>();

  /** All of them, of each key in order of position. */
  all(): readonly Snapshot[] {
    return [...this.#byKey.keys()].flatMap((key) => this.#inOrder(key));
  }

  async load(key: string, after: Position, upTo: Position): Promise<Snapshot | undefined> {
    return this.#inOrder(key)
      .filter(({ position }) => position > after && position <= upTo)
      .at(-1);
  }

  async save(key: string, snapshots: readonly Snapshot[]): Promise<void> {
    const kept = this.#byKey.get(key) ?? new Map<Position, Snapshot>();
    this.#byKey.set(key, kept);
    for (const snapshot of snapshots) kept.set(snapshot.position, snapshot);
  }

  async forget(key: string, belowRank: number): Promise<void> {
    const kept = this.#byKey.get(key);
    for (const { position, rank } of this.#inOrder(key)) if (rank < belowRank) kept?.delete(position);
  }

  /** Changes what is kept: anybody may. */
  replace(change: (snapshot: Snapshot) => Snapshot): void {
    for (const kept of this.#byKey.values()) {
      for (const [position, snapshot] of kept) kept.set(position, change(snapshot));
    }
  }

  #inOrder(key: string): readonly Snapshot[] {
    return [...(this.#byKey.get(key)?.values() ?? [])].toSorted(
      (one, other) => one.position - other.position,
    );
  }
}
