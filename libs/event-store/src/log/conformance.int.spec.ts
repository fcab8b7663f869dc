import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { LOG_PROMISES, logOver, type LogUnderTest } from '../testing';
import { openMongoLog } from './mongo';

let client: MongoClient;
const databases: string[] = [];

/** A log in a database of its own; each instance has a causality of its own, as a process has. */
const mongoLog = (): LogUnderTest => {
  const dbName = `conformance-${randomUUID()}`;
  databases.push(dbName);
  return logOver(async () => (await openMongoLog(client, dbName)).log.storage);
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
