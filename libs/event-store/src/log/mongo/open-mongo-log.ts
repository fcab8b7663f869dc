import type { MongoClient } from 'mongodb';
import { DEFAULT_LOG_OPTIONS, EventLog, type EventLogOptions } from '../event-log';
import { DEFAULT_LIMITS } from '../../contract';
import { CausalSessions, ensureCollections, ensureIndexes } from '../../driver';
import { createOnce } from './create-once';
import { LOG_INDEXES } from './log-indexes';
import { MongoCommitStorage } from './mongo-commit-storage';
import { MongoWriterRegistry } from './mongo-writer-registry';
import type { CoordinationOptions, WriterAddress } from '../writing';
import { writersSecret } from './writers-secret';

/** A log in a MongoDB database, with the causality that everything reading beside it should share. */
export interface MongoLog {
  readonly log: EventLog;
  readonly causality: CausalSessions;
}

/**
 * Opens the log of a database, or creates it: collection `commits` with its indexes, and `settings` with what is fixed.
 * @param dbName one log per database
 * @param sequencer where this process takes the appends of others, see `EventStoreOptions`
 */
export const openMongoLog = async (
  client: MongoClient,
  dbName: string,
  options: Partial<EventLogOptions> = {},
  sequencer?: WriterAddress,
): Promise<MongoLog> => {
  const db = client.db(dbName);
  const { patienceMs } = { ...DEFAULT_LOG_OPTIONS, ...options };
  const wanted = { ...DEFAULT_LIMITS, ...options.limits };
  await ensureCollections(db, ['commits']);
  await ensureIndexes(db, 'commits', LOG_INDEXES);
  const settings = { _id: 'log', format: 1, maxEventsPerCommit: wanted.maxEventsPerCommit };
  const { maxEventsPerCommit } = await createOnce(db, 'settings', settings);
  const causality = new CausalSessions(client);
  const storage = new MongoCommitStorage(db, causality, maxEventsPerCommit, patienceMs);
  const registry = new MongoWriterRegistry(db);
  await registry.prepare();
  const coordination: CoordinationOptions = sequencer
    ? { registry, sequencer: { ...sequencer, secret: await writersSecret(db) } }
    : { registry };
  const limits = { ...wanted, maxEventsPerCommit };
  const log = await EventLog.open(storage, { ...options, limits }, coordination);
  return { log, causality };
};
