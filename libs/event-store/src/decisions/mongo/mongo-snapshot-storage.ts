import { hash } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { type JsonValue, toPosition } from '../../contract';
import { withOperationTimeout } from '../../driver';
import type { Snapshot, SnapshotStorage } from '../../models';

interface StoredSnapshot {
  /** SHA-256 of the key, which may be long. */
  readonly _id: string;
  readonly key: string;
  readonly position: number;
  readonly hash: string;
  readonly upcasts: Snapshot['upcasts'];
  readonly state: JsonValue;
}

/** Snapshots in the collection `snapshots`, which can be dropped at any time. */
export class MongoSnapshotStorage implements SnapshotStorage {
  readonly #snapshots: Collection<StoredSnapshot>;

  constructor(db: Db) {
    this.#snapshots = db.collection<StoredSnapshot>('snapshots');
  }

  async load(key: string): Promise<Snapshot | undefined> {
    const found = await withOperationTimeout(
      this.#snapshots.findOne({ _id: idOf(key) }, { readConcern: { level: 'majority' } }),
      'a snapshot',
    );
    return found?.key === key
      ? { position: toPosition(found.position), hash: found.hash, upcasts: found.upcasts, state: found.state }
      : undefined;
  }

  async save(key: string, { position, hash: at, upcasts, state }: Snapshot): Promise<void> {
    await withOperationTimeout(
      this.#snapshots.replaceOne(
        { _id: idOf(key) },
        { key, position, hash: at, upcasts, state },
        { upsert: true, writeConcern: { w: 'majority' } },
      ),
      'a snapshot',
    );
  }
}

const idOf = (key: string): string => hash('sha256', key, 'hex');
