import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { counted, openCounters, restore, total } from './stored-log.fixture';
import { verifyLog } from './log';

const releases = readdirSync(join(import.meta.dirname, '../test-data/stored')).map((file) =>
  file.replace(/\.json$/, ''),
);
const WITHIN = { timeoutMs: 20_000 };
const dbName = `stored-log-${process.pid}-${Date.now()}`;

let client: MongoClient;

beforeEach(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
afterEach(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

describe.each(releases)('a log that release %s has written', (release) => {
  it('is opened, read and gone on with, each event once', async () => {
    await restore(client.db(dbName), release);
    expect(await verifyLog(client, dbName)).toMatchObject({ head: { position: 5 } });

    const { store, rows, telling, told, close } = await openCounters(client, dbName);
    // A repeat of what was asked of that release is given its answer.
    const command = { id: 'k-1', request: { x: 1 } };
    const repeated = await store.decide({ sum: total('a') }, () => [counted('a', 1)], { command });
    expect(repeated).toMatchObject({ kind: 'written', duplicate: true, commit: { position: 3 } });

    const { commit } = await store.append({ events: [counted('a', 4)] });
    expect(commit.position).toBe(6);
    await rows.waitFor(6, WITHIN);
    await telling.waitFor(6, WITHIN);

    const { documents } = await rows.read(async ({ model }) => ({
      documents: await model('rows').find({}).sort({ _id: 1 }).toArray(),
    }));
    expect(documents).toMatchObject([
      { sum: 15, folds: 3 },
      { sum: 22, folds: 3 },
    ]);
    // What was told is not told again, and what that release had parked is parked still.
    expect(told).toEqual([4]);
    expect(await telling.parked()).toMatchObject([{ position: 4 }, { position: 5 }]);
    await close();
    expect(await verifyLog(client, dbName)).toMatchObject({ head: { position: 6 } });
  }, 60_000);
});
