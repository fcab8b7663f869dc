import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { EventStore } from '../event-store';
import { LOG_PROMISES, type LogUnderTest } from '../testing/conformance';
import { FaultyCommitStorage } from '../testing/faulty-commit-storage';
import { EventLog } from './event-log';
import { openMongoLog } from './mongo/open-mongo-log';

let client: MongoClient;
const databases: string[] = [];

/** A log in a database of its own; each instance has a causality of its own, as a process has. */
const mongoLog = (): LogUnderTest => {
  const dbName = `conformance-${randomUUID()}`;
  databases.push(dbName);
  return {
    async open() {
      const { log } = await openMongoLog(client, dbName);
      const storage = new FaultyCommitStorage(log.storage);
      return { storage, store: new EventStore(await EventLog.open(storage)) };
    },
  };
};

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});

afterAll(async () => {
  for (const dbName of databases) await client.db(dbName).dropDatabase();
  await client.close();
});

describe('the log on MongoDB keeps every promise', () => {
  it.each(LOG_PROMISES)('$promise', async ({ check }) => {
    await check(mongoLog());
  });
});
