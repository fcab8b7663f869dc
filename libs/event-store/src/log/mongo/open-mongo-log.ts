import type { MongoClient } from 'mongodb';
import { EventLog } from '../event-log';
import { DEFAULT_LOG_OPTIONS } from '../log-options';
import { CausalSessions, ensureCollections, ensureIndexes } from '../../driver';
import { LOG_INDEXES } from './log-indexes';
import { logSettings, storedLogSettings } from './log-settings';
import { MongoCommitStorage } from './mongo-commit-storage';
import { MongoWriterRegistry } from './mongo-writer-registry';
import type { CoordinationOptions, WriterAddress } from '../writing';
import { logSecret } from './log-secret';

/** A log in a MongoDB database, with the causality that everything reading beside it should share. */
export interface MongoLog {
  readonly log: EventLog;
  readonly causality: CausalSessions;
}

/**
 * Opens the log of a database, or creates it: collection `commits` with its indexes, and `settings` with what is fixed.
 * @param dbName one log per database
 * @param sequencer where this process takes the appends of others, see `EventStoreOptions`
 * @throws EventStoreError `invalid-settings`: nothing was made
 */
export const openMongoLog = async (
  client: MongoClient,
  dbName: string,
  options = DEFAULT_LOG_OPTIONS,
  sequencer?: WriterAddress,
): Promise<MongoLog> => {
  const db = client.db(dbName);
  const { maxEventsPerCommit } = await logSettings(db, options.limits);
  await ensureCollections(db, ['commits']);
  await ensureIndexes(db, 'commits', LOG_INDEXES);
  const causality = new CausalSessions(client);
  const storage = new MongoCommitStorage(db, causality, maxEventsPerCommit, options.patienceMs);
  const registry = new MongoWriterRegistry(db);
  await registry.prepare();
  const coordination: CoordinationOptions = sequencer
    ? { registry, sequencer: { ...sequencer, secret: await logSecret(db, 'writers') } }
    : { registry };
  const limits = { ...options.limits, maxEventsPerCommit };
  const log = await EventLog.open(storage, { ...options, limits }, coordination);
  return { log, causality };
};

/**
 * Opens the log of a database to look at it: nothing is made there.
 * @returns nothing when the database holds no log
 * @throws EventStoreError `invalid-settings`
 */
export const openMongoLogToRead = async (
  client: MongoClient,
  dbName: string,
  options = DEFAULT_LOG_OPTIONS,
): Promise<EventLog | undefined> => {
  const db = client.db(dbName);
  const settings = await storedLogSettings(db);
  if (!settings) return undefined;
  const { maxEventsPerCommit } = settings;
  const causality = new CausalSessions(client);
  const storage = new MongoCommitStorage(db, causality, maxEventsPerCommit, options.patienceMs);
  return EventLog.open(storage, { ...options, limits: { ...options.limits, maxEventsPerCommit } });
};
