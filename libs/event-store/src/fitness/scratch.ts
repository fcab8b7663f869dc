import { randomUUID } from 'node:crypto';
import type { ClientSession, Collection, Db, MongoClient } from 'mongodb';
import type { CausalSessions } from '../driver';

/** A document of the trials. */
export interface ScratchDocument {
  readonly _id: string;
  readonly value: number;
}

/** Collections of their own for the trials of a server, beside the log's. Their names have dots, as read models' have. */
export class Scratch {
  readonly #name = `fitness.${randomUUID()}`;
  readonly log = `${this.#name}.commits`;
  readonly leases = `${this.#name}.leases`;
  readonly #documents = `${this.#name}.documents`;

  constructor(
    private readonly client: MongoClient,
    readonly db: Db,
    readonly causality: CausalSessions,
  ) {}

  get names(): readonly string[] {
    return [this.log, this.leases, this.#documents];
  }

  get documents(): Collection<ScratchDocument> {
    return this.db.collection<ScratchDocument>(this.#documents);
  }

  /** Runs work in a transaction on one snapshot, and aborts what it leaves open. */
  async inSnapshot<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result> {
    const session = this.client.startSession({ causalConsistency: true });
    session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
    try {
      return await work(session);
    } finally {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      await session.endSession();
    }
  }

  async drop(): Promise<void> {
    await Promise.all(this.names.map((name) => this.db.dropCollection(name)));
  }
}
