import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { MongoEventStore } from '../mongo-event-store';
import { examineServer } from './index';
import { type Manner, startTamperingProxy } from './tampering-proxy.fixture';
import {
  documentDbLike,
  ferretDbLike,
  notUnique,
  nxLike,
  standalone,
  timeAsNumber,
  unlabelled,
} from './unfit-servers.fixture';

const ENGINE = process.env.MONGODB_URI ?? '';

let ends: (() => Promise<unknown>)[] = [];
let dbName: string;

const connect = async (uri: string): Promise<MongoClient> => {
  const client = await MongoClient.connect(uri);
  ends.push(() => client.close());
  return client;
};

const connectTo = async (manner: Manner): Promise<MongoClient> => {
  const proxy = await startTamperingProxy(ENGINE, manner);
  ends.push(() => proxy.stop());
  return connect(proxy.uri);
};

const collections = async (): Promise<readonly string[]> =>
  (await (await connect(ENGINE)).db(dbName).listCollections().toArray()).map(({ name }) => name);

beforeEach(() => {
  dbName = `fitness-${randomUUID()}`;
});
afterEach(async () => {
  await (await connect(ENGINE)).db(dbName).dropDatabase();
  for (const end of ends.reverse()) await end();
  ends = [];
});

describe('a server', () => {
  it('is fit when nothing is found, and nothing is left of the search', async () => {
    const { server, findings } = await examineServer(await connect(ENGINE), dbName);
    expect(findings).toEqual([]);
    expect(server).toEqual({ name: expect.any(String), version: expect.stringMatching(/\d+\.\d+/) });
    expect(await collections()).toEqual([]);
  });

  it.each([
    ['a standalone server', standalone, ['topology']],
    [
      'one without snapshot transactions, like DocumentDB',
      documentDbLike,
      ['transaction', 'stale-writer', 'duplicate-in-transaction'],
    ],
    [
      'one whose transactions are not atomic, like FerretDB',
      ferretDbLike,
      ['transaction', 'stale-writer', 'duplicate-in-transaction'],
    ],
    ['one that finds nothing by type or tag, like nx-27017', nxLike, ['filters']],
    ['one that does not label what may be tried again', unlabelled, ['stale-writer']],
    ['one whose unique indexes are not', notUnique, ['indexes']],
  ] as const)('is refused before anything is made: %s', async (_, manner, checks) => {
    const client = await connectTo(manner);
    await expect(MongoEventStore.open(client, dbName)).rejects.toMatchObject({
      code: 'server-unfit',
      facts: { findings: checks.map((check) => ({ check })) },
    });
    expect(await collections()).toEqual([]);
  });

  it('is tried in another database than the log, where one is named', async () => {
    const scratchDatabase = `${dbName}-scratch`;
    const made: { readonly create: string; readonly $db: string }[] = [];
    const client = await connectTo({
      command: (command) => {
        if ('create' in command) made.push({ create: command.create, $db: command.$db });
        return command;
      },
    });
    const store = await MongoEventStore.open(client, dbName, { scratchDatabase });
    await store.close();
    const [trials, own] = [true, false].map((isTrial) =>
      made.filter(({ create }) => create.startsWith('fitness.') === isTrial).map(({ $db }) => $db),
    );
    expect(new Set(trials)).toEqual(new Set([scratchDatabase]));
    expect(new Set(own)).toEqual(new Set([dbName]));
  });

  it('is not tried in what cannot be a database', async () => {
    await expect(
      MongoEventStore.open(await connect(ENGINE), dbName, { scratchDatabase: '' }),
    ).rejects.toThrow(/scratchDatabase/);
  });

  it('is refused with what was asked, expected and got, and what to do', async () => {
    const client = await connectTo(nxLike);
    await expect(MongoEventStore.open(client, dbName)).rejects.toThrow(
      /\d does not keep .*\(filters\): asked for commits .*, expected exactly .*, got 0 commits for .*Use a MongoDB/,
    );
  });

  it('may have a number for its time', async () => {
    const store = await MongoEventStore.open(await connectTo(timeAsNumber), dbName);
    const { commit } = await store.append({ events: [{ type: 'E', version: 1, tags: [], data: {} }] });
    expect(Math.abs(commit.recordedAt.getTime() - Date.now())).toBeLessThan(60_000);
    await store.close();
  });

  it('that is unfit can be opened all the same by who says so', async () => {
    const store = await MongoEventStore.open(await connectTo(unlabelled), dbName, {
      acceptUnfitServer: true,
    });
    expect(store.server.findings.map(({ check }) => check)).toEqual(['stale-writer']);
    await store.close();
  });
});
