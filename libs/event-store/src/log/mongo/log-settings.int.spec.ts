import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type CommandStartedEvent, type Document, MongoClient } from 'mongodb';
import type { EventStoreOptions } from '../../mongo-event-store';
import { DEFAULT_LIMITS } from '../../contract';
import { MongoEventStore } from '../../mongo-event-store';

const EVENT = { type: 'E', version: 1, tags: [], data: {} };

let client: MongoClient;
let dbName: string;
let sent: CommandStartedEvent[];

const open = (options?: EventStoreOptions) => MongoEventStore.open(client, dbName, options);
const settings = () => client.db(dbName).collection<{ _id: string }>('settings');
const collections = async (): Promise<readonly string[]> =>
  (await client.db(dbName).listCollections().toArray()).map(({ name }) => name).sort();

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '', { monitorCommands: true });
  client.on('commandStarted', (event) => sent.push(event));
});
beforeEach(() => {
  dbName = `settings-${randomUUID()}`;
  sent = [];
});
afterEach(() => client.db(dbName).dropDatabase());
afterAll(() => client.close());

describe('the settings of a log', () => {
  it('keep for ever how many events a commit may have', async () => {
    await (await open({ limits: { ...DEFAULT_LIMITS, maxEventsPerCommit: 2 } })).close();
    const store = await open();
    await expect(store.append({ events: [EVENT, EVENT, EVENT] })).rejects.toMatchObject({
      code: 'invalid-append',
      facts: { maxEventsPerCommit: 2 },
    });
    await store.close();
  });

  it.each<[string, Document, RegExp]>([
    ['of somebody else', { level: 'debug' }, /the format undefined, as no log has\. .*Name another database/],
    ['of a format to come', { format: 2, maxEventsPerCommit: 256 }, /format is 2, .*a later one/],
    ['without a limit', { format: 1 }, /maxEventsPerCommit is undefined/],
    ...[0, -3, NaN, 1.5, 1e9, '256'].map((maxEventsPerCommit): [string, Document, RegExp] => [
      `of ${maxEventsPerCommit} events`,
      { format: 1, maxEventsPerCommit },
      new RegExp(`maxEventsPerCommit is ${maxEventsPerCommit}, and must be .* 1 to 10000\\. .*Restore`),
    ]),
  ])('are refused before anything is made: %s', async (_, stored, message) => {
    await settings().insertOne({ _id: 'log', ...stored });
    await expect(open()).rejects.toMatchObject({
      code: 'invalid-settings',
      facts: { dbName },
      message: expect.stringMatching(message),
    });
    expect(await collections()).toEqual(['settings']);
    expect(await settings().findOne()).toEqual({ _id: 'log', ...stored });
  });

  it('are missed, and not made anew, where commits exist', async () => {
    const store = await open();
    await store.append({ events: [EVENT] });
    await store.close();
    await settings().deleteOne({ _id: 'log' });
    await expect(open()).rejects.toMatchObject({
      code: 'invalid-settings',
      message: expect.stringMatching(/there are commits, .*Restore that document/),
    });
    expect(await settings().findOne()).toBeNull();
  });
});

describe('options', () => {
  it.each<[string, EventStoreOptions, string]>([
    ...[0, -3, NaN, 1.5, 1e9].map((maxEventsPerCommit): [string, EventStoreOptions, string] => [
      'limits.maxEventsPerCommit',
      { limits: { ...DEFAULT_LIMITS, maxEventsPerCommit } },
      String(maxEventsPerCommit),
    ]),
    ['limits.maxCommitBytes', { limits: { ...DEFAULT_LIMITS, maxCommitBytes: 1024 * 1024 + 1 } }, '1048577'],
    ['limits.maxDepth', { limits: { ...DEFAULT_LIMITS, maxDepth: 97 } }, '97'],
    ['limits.maxTagsPerEvent', { limits: { ...DEFAULT_LIMITS, maxTagsPerEvent: NaN } }, 'NaN'],
    ['windowEvents', { windowEvents: 0 }, '0'],
    ['patienceMs', { patienceMs: NaN }, 'NaN'],
    ['maxStates', { maxStates: -1 }, '-1'],
  ])('are refused before anything is sent: %s', async (option, options, got) => {
    await expect(open(options)).rejects.toMatchObject({
      code: 'invalid-options',
      facts: { option, got },
      message: expect.stringMatching(new RegExp(`^The option ${option} is ${got}\\. .*give a whole number`)),
    });
    expect(sent).toEqual([]);
  });

  it.each([undefined, null, '', 'a b', 'a.b', 'x'.repeat(64)])(
    'name no database by %p, and nothing is sent',
    async (name) => {
      const given: { readonly dbName: string } = JSON.parse(JSON.stringify({ dbName: name }));
      await expect(MongoEventStore.open(client, given.dbName)).rejects.toMatchObject({
        code: 'invalid-options',
        facts: { option: 'dbName' },
      });
      expect(sent).toEqual([]);
    },
  );
});
