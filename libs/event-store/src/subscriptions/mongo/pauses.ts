import { performance } from 'node:perf_hooks';
import type { Collection, Db } from 'mongodb';
import { SingleFlight } from '../../async';
import { DECISIVE, DURABLE, withOperationTimeout } from '../../driver';

/** An operator's decision that something is not to run for a while, in any instance. */
export interface Pause {
  readonly since: Date;
  /** Who decided it. */
  readonly by?: string;
  /** Why. */
  readonly reason?: string;
}

interface StoredPause extends Pause {
  readonly _id: string;
}

/** The pauses of a log's projections and reactions, in one collection. All that ask share a look at it. */
export class Pauses {
  readonly #pauses: Collection<StoredPause>;
  readonly #look = new SingleFlight(() => this.#read());
  #known: ReadonlyMap<string, Pause> = new Map();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(db: Db) {
    this.#pauses = db.collection<StoredPause>('pauses');
  }

  /** @param maxAgeMs how long ago it may have been looked at; default: now */
  async of(name: string, maxAgeMs = 0): Promise<Pause | undefined> {
    if (performance.now() - this.#readAt >= maxAgeMs) await this.#look.run();
    return this.#known.get(name);
  }

  /** One that is paused stays as it is. @returns whether it was not */
  async pause(name: string, { since, by, reason }: Pause): Promise<boolean> {
    const pause = { since, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }) };
    const { upsertedCount } = await withOperationTimeout(
      this.#pauses.updateOne({ _id: name }, { $setOnInsert: pause }, { upsert: true, writeConcern: DURABLE }),
    );
    return upsertedCount === 1;
  }

  /** @returns whether it was paused */
  async resume(name: string): Promise<boolean> {
    const { deletedCount } = await withOperationTimeout(
      this.#pauses.deleteOne({ _id: name }, { writeConcern: DURABLE }),
    );
    return deletedCount === 1;
  }

  async #read(): Promise<void> {
    const found = await withOperationTimeout(this.#pauses.find({}, DECISIVE).toArray());
    this.#known = new Map(found.map(({ _id, ...pause }) => [_id, pause]));
    this.#readAt = performance.now();
  }
}
