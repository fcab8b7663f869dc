import { hash } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { type JsonValue, type Position, toPosition } from '../../contract';
import { withOperationTimeout } from '../../driver';
import type { Snapshot, SnapshotStorage } from '../../models';

interface StoredSnapshot {
  /** SHA-256 of the key, which may be long, and the position, by which they are in order. */
  readonly _id: string;
  readonly position: number;
  readonly hash: string;
  readonly events: number;
  readonly rank: number;
  readonly upcasts: Snapshot['upcasts'];
  readonly state: JsonValue;
}

/** Snapshots in the collection `snapshots`, which can be dropped at any time. */
export class MongoSnapshotStorage implements SnapshotStorage {
  readonly #snapshots: Collection<StoredSnapshot>;

  constructor(db: Db) {
    this.#snapshots = db.collection<StoredSnapshot>('snapshots');
  }

  async load(key: string, after: Position, upTo: Position): Promise<Snapshot | undefined> {
    const [found] = await withOperationTimeout(
      this.#snapshots
        .find({ _id: within(key, after + 1, upTo) }, { readConcern: { level: 'majority' } })
        .sort({ _id: -1 })
        .limit(1)
        .toArray(),
      'a snapshot',
    );
    return found && { ...found, position: toPosition(found.position) };
  }

  async save(key: string, snapshots: readonly Snapshot[]): Promise<void> {
    const writes = snapshots.map((snapshot) => ({
      replaceOne: { filter: { _id: idOf(key, snapshot.position) }, replacement: snapshot, upsert: true },
    }));
    await withOperationTimeout(
      this.#snapshots.bulkWrite(writes, { ordered: false, writeConcern: { w: 'majority' } }),
      'a snapshot',
    );
  }

  async forget(key: string, belowRank: number): Promise<void> {
    await withOperationTimeout(
      this.#snapshots.deleteMany(
        { _id: within(key), rank: { $lt: belowRank } },
        { writeConcern: { w: 'majority' } },
      ),
      'a snapshot',
    );
  }
}

const DIGITS = String(Number.MAX_SAFE_INTEGER).length;

const idOf = (key: string, position: number): string =>
  `${hash('sha256', key, 'hex')}/${String(position).padStart(DIGITS, '0')}`;

const within = (key: string, from = 0, upTo: number = Number.MAX_SAFE_INTEGER) => ({
  $gte: idOf(key, from),
  $lte: idOf(key, upTo),
});
