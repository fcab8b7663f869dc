import type { Db, MongoClient } from 'mongodb';
import { MongoSnapshotStorage } from './decisions';
import { EventStore, type StateOptions } from './event-store';
import { assertCount, assertDatabaseName } from './contract';
import { type EventLog, type EventLogOptions, logOptions, openMongoLog } from './log';
import { assertOneDriver, type CausalSessions } from './driver';
import { type Examination, refuseUnfit, verdictOn } from './fitness';

/** How an event store behaves in this process; every member has a default. */
export interface EventStoreOptions extends Partial<EventLogOptions> {
  /** States of decision models kept in memory; default 10,000. */
  readonly maxStates?: number;
  /**
   * Lets one process append for all that have this option, while several are at work; absent: each appends by itself.
   * `host` is where the others reach this process, and what it listens at; `port` 0 (default): any that is free.
   */
  readonly sequencer?: { readonly host: string; readonly port?: number };
  /** Opens also at a server that does not keep what the store rests on. What is promised is not kept there, then. */
  readonly acceptUnfitServer?: boolean;
  /**
   * The database in which a server is tried before the log is opened; the log's own unless given. With another, the
   * user of the database needs no right to change or remove what is in the log.
   */
  readonly scratchDatabase?: string;
}

/**
 * An event store in a database of a MongoDB replica set, with one log.
 *
 * ```ts
 * const store = await MongoEventStore.open(client, 'bank');
 * ```
 */
export class MongoEventStore extends EventStore {
  private constructor(
    readonly client: MongoClient,
    readonly db: Db,
    /** What every session beside the log's own has to share, so that no read is older than what is known. */
    readonly causality: CausalSessions,
    /** What was found at the server when the store was opened. */
    readonly server: Examination,
    log: EventLog,
    options: StateOptions,
  ) {
    super(log, options);
  }

  /**
   * Opens the log of a database, creating it when there is none. The client stays the caller's to close.
   * @throws EventStoreError `invalid-options`: nothing was sent; `server-unfit`, `invalid-settings`: nothing was made
   */
  static async open(
    client: MongoClient,
    dbName: string,
    {
      maxStates,
      sequencer,
      acceptUnfitServer = false,
      scratchDatabase = dbName,
      ...options
    }: EventStoreOptions = {},
  ): Promise<MongoEventStore> {
    assertDatabaseName(dbName);
    assertDatabaseName(scratchDatabase, 'scratchDatabase');
    if (maxStates !== undefined) assertCount('maxStates', maxStates);
    const complete = logOptions(options);
    assertOneDriver(client);
    const server = await verdictOn(client, scratchDatabase);
    if (!acceptUnfitServer) refuseUnfit(server);
    const { log, causality } = await openMongoLog(
      client,
      dbName,
      complete,
      sequencer && { port: 0, ...sequencer },
    );
    const db = client.db(dbName);
    const snapshots = new MongoSnapshotStorage(db);
    return new MongoEventStore(client, db, causality, server, log, {
      snapshots,
      ...(maxStates && { maxStates }),
    });
  }
}
