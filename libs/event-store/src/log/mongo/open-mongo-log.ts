import type { Db, MongoClient } from 'mongodb';
import { DEFAULT_LOG_OPTIONS, EventLog, type EventLogOptions } from '../event-log';
import { DEFAULT_LIMITS } from '../../contract';
import { CausalSessions, DECISIVE, DURABLE } from '../../driver';
import { LOG_INDEXES } from './log-indexes';
import { MongoCommitStorage } from './mongo-commit-storage';
import { MongoWriterRoster } from './mongo-writer-roster';
import type { WriterAddress } from '../writing';
import { writersSecret } from './writers-secret';

/** What is fixed when a log is created. */
interface LogSettings {
  readonly _id: 'log';
  readonly format: 1;
  readonly maxEventsPerCommit: number;
}

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
  await db.collection('commits').createIndexes([...LOG_INDEXES]);
  const { maxEventsPerCommit } = await fixSettings(db, wanted.maxEventsPerCommit);
  const causality = new CausalSessions(client);
  const storage = new MongoCommitStorage(db, causality, maxEventsPerCommit, patienceMs);
  const roster = new MongoWriterRoster(db);
  await roster.prepare();
  const limits = { ...wanted, maxEventsPerCommit };
  const sequencing = sequencer && { ...sequencer, secret: await writersSecret(db) };
  const log = await EventLog.open(storage, { ...options, limits }, roster, sequencing);
  return { log, causality };
};

const fixSettings = async (db: Db, maxEventsPerCommit: number): Promise<LogSettings> => {
  const settings = db.collection<LogSettings>('settings');
  await settings.updateOne(
    { _id: 'log' },
    { $setOnInsert: { format: 1, maxEventsPerCommit } },
    { upsert: true, writeConcern: DURABLE },
  );
  const fixed = await settings.findOne({ _id: 'log' }, DECISIVE);
  if (!fixed) throw new Error('The settings of the log were written and could not be read.');
  return fixed;
};
