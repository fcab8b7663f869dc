import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { startTamperingProxy, type TamperingProxy } from '../fitness/tampering-proxy.fixture';
import { refused } from '../fitness/unfit-servers.fixture';
import { CausalSessions, inTransaction } from './index';

const ENGINE = process.env.MONGODB_URI ?? '';

/** Codes that the next inserts are refused with, without a label. */
let refusals: number[];
let proxy: TamperingProxy;
let client: MongoClient;
let dbName: string;
let tries: number;

beforeEach(async () => {
  refusals = [];
  tries = 0;
  dbName = `transactions-${randomUUID()}`;
  proxy = await startTamperingProxy(ENGINE, {
    command: (command) => {
      const code = 'insert' in command ? refusals.shift() : undefined;
      return code === undefined ? command : refused(code, 'lost');
    },
  });
  client = await MongoClient.connect(proxy.uri);
  await client.db(dbName).createCollection('marks');
});
afterEach(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
  await proxy.stop();
});

const marks = () => client.db(dbName).collection('marks');
const mark = () =>
  inTransaction(new CausalSessions(client), async (session) => {
    tries += 1;
    await marks().insertOne({ tries }, { session });
  });

describe('a transaction', () => {
  it.each([112, 117])('that lost is run again where the server does not label code %d', async (code) => {
    refusals = [code, code];
    await mark();
    expect(tries).toBe(3);
    expect(await marks().find().toArray()).toMatchObject([{ tries: 3 }]);
  });

  it('that the server refuses is run once', async () => {
    refusals = [13];
    await expect(mark()).rejects.toMatchObject({ code: 'store-refused', facts: { serverCode: 13 } });
    expect(tries).toBe(1);
    expect(await marks().countDocuments()).toBe(0);
  });
});
