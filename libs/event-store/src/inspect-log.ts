import type { MongoClient } from 'mongodb';
import { assertDatabaseName } from './contract';
import { assertOneDriver } from './driver';
import { EventStore } from './event-store';
import { type EventLogOptions, logOptions, openMongoLogToRead } from './log';

/**
 * Opens the log of a database to look at it, as an operator does: nothing is made or changed there, and the right to read
 * is enough. It is for reading; whoever appends opens a `MongoEventStore`. The client stays the caller's to close.
 * @returns nothing when the database holds no log
 * @throws EventStoreError `invalid-options`, `invalid-settings`, `store-unavailable`
 */
export const inspectLog = async (
  client: MongoClient,
  dbName: string,
  options: Pick<Partial<EventLogOptions>, 'eventTypes' | 'confirm' | 'patienceMs'> = {},
): Promise<EventStore | undefined> => {
  assertDatabaseName(dbName);
  assertOneDriver(client);
  const log = await openMongoLogToRead(client, dbName, logOptions(options));
  return log && new EventStore(log);
};
