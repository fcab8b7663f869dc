import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { LOG_PROMISES } from '../testing';
import { openMongoLog } from './mongo';
import { SequencedLog } from './writing/coordination/sequenced-log.fixture';

/** What is put to the test with the first instance beside the sequencer, and with the others through it. */
const FIRST_ALONE = new Set([
  // Another instance writes while an insert is under way: through the same sequencer it would wait behind that.
  'an append is not refused for what stood before it in the batch and did not come to be',
  'money that a pending deposit brings is not spent when the deposit does not come to be',
  'a decision is not made anew for what cannot invalidate it, unless that is asked for',
  'a batch whose first commit loses its position is judged and numbered anew, whole',
  'an insert that lands late after its position was taken by another changes nothing',
  'a decision made on a pending one is made anew when that one does not come to be',
  'a refused command is not carried out by an insert that lands late, with what it counts on',
  'a command that is carried out while its refusal is recorded gives that result',
  'a command that was told to change nothing does not change anything later',
  'of two answers that write nothing the one that is recorded first holds for both',
  'a refusal whose record is acknowledged late is not told when the command was carried out since',
  'a stored commit whose answer is lost is folded once, though the window has forgotten it meanwhile',
  // What is recorded goes by the sequencer's clock, whatever that of the instance is.
  'a clock that leaps far ahead is not believed: the times of those who come after go on',
  'a refusal of long ago binds nobody, at an instance that knows nothing of it either',
  // What a sequencer has may be stored by it at any time: nobody is told that it was not.
  'what was told that nothing was written is not written when the database goes on',
]);

let client: MongoClient;
const databases: string[] = [];
const logs: SequencedLog[] = [];

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});

afterEach(() => Promise.all(logs.splice(0).map((log) => log.close())));

afterAll(async () => {
  for (const dbName of databases) await client.db(dbName).dropDatabase();
  await client.close();
});

const sequencedLog = (firstAlone: boolean): SequencedLog => {
  const dbName = `sequenced-${randomUUID()}`;
  databases.push(dbName);
  const log = new SequencedLog(async () => (await openMongoLog(client, dbName)).log.storage, firstAlone);
  logs.push(log);
  return log;
};

describe('the log through a sequencer keeps every promise', () => {
  it.each(LOG_PROMISES)('$promise', async ({ promise, check }) => {
    await check(sequencedLog(FIRST_ALONE.has(promise)));
  });

  it('and no instance inserts by itself, from its first append on', async () => {
    const { store, storage } = await sequencedLog(false).open();
    const inserts = jest.spyOn(storage, 'insert');
    await store.append({ events: [{ type: 'E', version: 1, tags: [], data: {} }] });
    expect([inserts.mock.calls.length, Number(await store.head())]).toEqual([0, 1]);
  });

  it('and knows each that it does not put to the test through it alone', () => {
    const promises = LOG_PROMISES.map(({ promise }) => promise);
    expect([...FIRST_ALONE].filter((promise) => !promises.includes(promise))).toEqual([]);
  });
});
