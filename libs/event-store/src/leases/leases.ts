import type { Binary, Collection, Db } from 'mongodb';
import { DECISIVE, DURABLE, withOperationTimeout } from '../driver';

interface StoredLease {
  readonly _id: string;
  readonly holder: string | null;
  /** Grows with each take-over. */
  readonly token: number;
  readonly until: Date;
  /** What the holder fails at, for every instance to show. */
  readonly error: string | null;
  /** The session of the holder's transactions; absent where an earlier release wrote. */
  readonly session?: Binary | null;
  /** The same of the holder before. */
  readonly previous?: Binary | null;
}

/** The right to run a subscription, as it was granted. */
export interface Grant {
  readonly name: string;
  readonly token: number;
}

const NOW = { $toLong: '$$NOW' };
// Compared as numbers: the embedded engine's Python build finds no date earlier than $$NOW.
const UNTIL = { $toLong: '$until' };
const inMs = (amount: number) => ({ $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount } });
const RELEASED = new Date(0);

interface LeaseOptions {
  /** Default: `leases`. */
  readonly collection?: string;
  /**
   * Whether a take-over ends the session of the holder before. Only where transactions are what they should be: another
   * server (DocumentDB 0.112) stored the insert that was on its way in it, outside of its transaction.
   */
  readonly endsSessions?: boolean;
}

/** Leases in one collection, timed by the server's clock alone: no machine's own clock matters. */
export class Leases {
  readonly #leases: Collection<StoredLease>;
  readonly #endsSessions: boolean;

  constructor(
    private readonly db: Db,
    private readonly holder: string,
    private readonly leaseMs: number,
    { collection = 'leases', endsSessions = false }: LeaseOptions = {},
  ) {
    this.#leases = db.collection<StoredLease>(collection);
    this.#endsSessions = endsSessions;
  }

  /** Makes the document of a lease; nobody holds it yet. */
  async prepare(name: string): Promise<void> {
    await withOperationTimeout(
      this.#leases.updateOne(
        { _id: name },
        { $setOnInsert: { holder: null, token: 0, until: RELEASED, error: null } },
        { upsert: true, writeConcern: DURABLE },
      ),
    );
  }

  /**
   * Takes the lease when it is free or has run out. What the one before it left open is ended: a process that crashed or
   * was paused in the middle of a transaction would keep everyone from its documents for as long as a transaction may
   * live, a minute by default.
   */
  async acquire(name: string): Promise<Grant | undefined> {
    const lease = await withOperationTimeout(
      this.#leases.findOneAndUpdate(
        { _id: name, $expr: { $lt: [UNTIL, NOW] } },
        [
          {
            $set: {
              holder: { $literal: this.holder },
              token: { $add: ['$token', 1] },
              until: inMs(this.leaseMs),
              error: { $literal: null },
              session: { $literal: null },
              previous: { $ifNull: ['$session', null] },
            },
          },
        ],
        { returnDocument: 'after', writeConcern: DURABLE },
      ),
    );
    if (lease?.previous && this.#endsSessions) await this.#endSession(lease.previous);
    return lease ? { name, token: lease.token } : undefined;
  }

  /**
   * Says in which session the holder's transactions will be.
   * @returns whether the lease is still held
   */
  async enter({ name, token }: Grant, session: Binary | undefined): Promise<boolean> {
    const { matchedCount } = await withOperationTimeout(
      this.#leases.updateOne(
        { _id: name, token },
        { $set: { session: session ?? null } },
        { writeConcern: DURABLE },
      ),
    );
    return matchedCount === 1;
  }

  /**
   * Prolongs a lease that has been neither taken over nor given back.
   * @returns whether it is still held
   */
  async renew({ name, token }: Grant, error: string | undefined): Promise<boolean> {
    const { matchedCount } = await withOperationTimeout(
      this.#leases.updateOne(
        // One that was sent before the release, and comes after it, would take the lease back for nobody.
        { _id: name, token, holder: this.holder },
        [{ $set: { until: inMs(this.leaseMs), error: { $literal: error ?? null } } }],
        { writeConcern: DURABLE },
      ),
    );
    return matchedCount === 1;
  }

  /** Gives a lease back, so that another instance can have it at once. */
  async release({ name, token }: Grant): Promise<void> {
    await withOperationTimeout(
      this.#leases.updateOne(
        { _id: name, token },
        { $set: { holder: null, until: RELEASED, error: null, session: null } },
        { writeConcern: DURABLE },
      ),
    );
  }

  /** Takes a lease from whoever has it; the session stays, for the next holder to end. */
  async revoke(name: string): Promise<void> {
    await withOperationTimeout(
      this.#leases.updateOne(
        { _id: name },
        { $set: { holder: null, until: RELEASED, error: null }, $inc: { token: 1 } },
        { writeConcern: DURABLE },
      ),
    );
  }

  /** Forgets a lease that nobody is to have any more. */
  async remove(name: string): Promise<void> {
    await withOperationTimeout(this.#leases.deleteOne({ _id: name }, { writeConcern: DURABLE }));
  }

  /** Who holds a lease now, and what it fails at. */
  async holding(name: string): Promise<{ holder: string | null; error: string | null } | undefined> {
    const lease = await withOperationTimeout(
      this.#leases.findOne({ _id: name, $expr: { $gte: [UNTIL, NOW] } }, DECISIVE),
    );
    return lease ? { holder: lease.holder, error: lease.error } : undefined;
  }

  /** Without the right to do so, or the ability, it costs a minute, not an event: the fence holds. */
  async #endSession(id: Binary): Promise<void> {
    await withOperationTimeout(this.db.admin().command({ killSessions: [{ id }] })).catch(() => undefined);
  }
}
