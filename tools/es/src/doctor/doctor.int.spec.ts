import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoEventStore, openReaction, Subscriptions } from '@event-sourcing/event-store';
import { type Document, MongoClient } from 'mongodb';
import { documents, es, stable } from '../es.fixture';
import { CONNECTION_CHECKS } from './connection-checks';
import { type Finding, findingsOf } from './diagnosis';
import { examineLog } from './examine';
import { type Ground, onGround, PROMISE_CHECKS, SPEED_CHECKS, TTL_CHECK } from './trials';

const uri = process.env.MONGODB_URI ?? '';
const trials = `es-doctor-trials-${randomUUID()}`;
let client: MongoClient;
let dbName: string;
/** It takes most of a minute, so it is begun first. */
let tried: Promise<readonly Finding[]>;

beforeAll(async () => {
  client = await MongoClient.connect(uri);
  tried = onGround(client.db(trials), (ground) => findingsOf([...PROMISE_CHECKS, TTL_CHECK], ground));
});
afterAll(async () => {
  await client.db(trials).dropDatabase();
  await client.close();
});
beforeEach(async () => {
  dbName = `es-doctor-${randomUUID()}`;
  const store = await MongoEventStore.open(client, dbName);
  for (const id of ['c1', 'c2', 'c3']) {
    await store.append({
      command: { id, anyRequest: true },
      events: [{ type: 'Happened', version: 1, tags: [], data: {} }],
    });
  }
  const subscriptions = await Subscriptions.open(store, {
    logger: { log: () => undefined, warn: () => undefined },
  });
  const reaction = {
    name: 'effects',
    query: { items: [] },
    startFrom: 'start' as const,
    key: () => 'one',
    react: async () => undefined,
  };
  await (await openReaction(subscriptions, reaction)).catchUp();
  await subscriptions.close();
  await store.close();
});
afterEach(() => client.db(dbName).dropDatabase());

const patient = (through: MongoClient, now: () => number) => {
  const db = through.db(dbName);
  return { client: through, db, scratch: db, projections: false, now };
};

const starting = (words: string): unknown => expect.stringMatching(new RegExp(`^${words}`));

/** What is to be done about each. */
const REMEDIES: Readonly<Record<string, unknown>> = {
  indexes: starting('Start a service: it makes them. If position is missing, verify the log first'),
  settings: starting('Do what it says'),
  'chain-end': starting('Stop what writes, and walk the whole log: es verify'),
  log: starting('Do what it says; restore what was changed from a backup'),
  leases: starting('Delete that document of leases while nothing runs'),
  'run-by-none': starting('Start the service that has its code'),
  failing: starting('Mend what it names'),
  checkpoints: starting('The log was set back or replaced: rebuild the projections'),
  parked: starting('Look at es reactions parked'),
};

/** What is found of the log and its readers. */
const found = async (now = Date.now) => {
  const { findings } = await examineLog(patient(client, now));
  return findings.map(({ check, got, remedy }) => [check, got, remedy]);
};
const collection = (name: string) => client.db(dbName).collection<Document & { _id: string }>(name);

describe('es doctor', () => {
  it('finds nothing where all is well, and tells what it measured', async () => {
    const [examined] = documents(await es('doctor', '--db', dbName, '--quick', '--json'));
    expect(stable(examined)).toEqual({
      server: { name: expect.any(String), version: expect.any(String) },
      measured: {
        roundTripMs: expect.any(Number),
        insertMs: expect.any(Number),
        slowestLoserMs: expect.any(Number),
        clockAheadMs: expect.any(Number),
      },
      head: 3,
      findings: [],
    });
    const names = (await client.db(dbName).listCollections().toArray()).map(({ name }) => name);
    expect(names.filter((name) => /doctor|fitness/.test(name))).toEqual([]);
  }, 60_000);

  it('tells each finding with its remedy, and ends with 1', async () => {
    await collection('commits').dropIndex('tag');
    const { stdout, exitCode } = await es('doctor', '--db', dbName, '--quick');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'indexes: tag is missing\n    asked for the indexes of commits, expected position, tag, type\n',
    );
    expect(stdout).toContain('    Start a service: it makes them.');
  }, 60_000);

  it.each<[string, string | RegExp, () => Promise<unknown>]>([
    ['indexes', 'position is missing', () => collection('commits').dropIndex('position')],
    [
      'settings',
      /maxEventsPerCommit is 0/,
      () => collection('settings').updateOne({ _id: 'log' }, { $set: { maxEventsPerCommit: 0 } }),
    ],
    ['settings', /no document "log" in settings/, () => collection('settings').deleteOne({ _id: 'log' })],
    [
      'chain-end',
      /^changed at position 2/,
      () => collection('commits').updateOne({ _id: 'c2' }, { $set: { 'events.0.data': { more: 1 } } }),
    ],
    ['log', /^log-corrupt: .*after position 1 comes 3/, () => collection('commits').deleteOne({ _id: 'c2' })],
    [
      'leases',
      /^reaction:effects until 2999/,
      () =>
        collection('leases').updateOne(
          { _id: 'reaction:effects' },
          { $set: { until: new Date('2999-01-01') } },
        ),
    ],
    [
      'run-by-none',
      'reaction:effects, 2 events behind',
      () =>
        collection('checkpoints').updateOne(
          { _id: 'reaction:effects' },
          { $set: { position: 1, hash: null } },
        ),
    ],
    [
      'failing',
      'reaction:effects: no route to host',
      () =>
        collection('leases').updateOne({ _id: 'reaction:effects' }, { $set: { error: 'no route to host' } }),
    ],
    [
      'checkpoints',
      'reaction:effects at position 3 does not',
      () => collection('checkpoints').updateOne({ _id: 'reaction:effects' }, { $set: { hash: 'ab' } }),
    ],
    [
      'parked',
      'effects: 1',
      () =>
        collection('parked').insertOne({
          _id: 'effects/2',
          reaction: 'effects',
          position: 2,
          state: 'parked',
        }),
    ],
  ])(
    'names a fault of %s: %s',
    async (check, got, plant) => {
      await plant();
      expect(await found()).toEqual([
        [check, typeof got === 'string' ? got : expect.stringMatching(got), REMEDIES[check]],
      ]);
    },
    60_000,
  );

  it('names a log whose time is still to come', async () => {
    expect(await found(() => Date.now())).toEqual([]);
    const ahead = new Date(Date.now() + 120_000);
    await collection('commits').updateOne({ _id: 'c3' }, { $set: { recordedAt: ahead } });
    expect((await found()).map(([check, got]) => [check, got])).toEqual([
      ['chain-end', expect.stringContaining('changed at position 3')],
      ['log-time', expect.stringMatching(/1[12]\d s to come$/)],
    ]);
  });

  it('names a clock that is wrong, and what a connection string asks for', async () => {
    const asked = new URL(uri);
    asked.searchParams.set('readPreference', 'secondaryPreferred');
    asked.searchParams.set('maxPoolSize', '2');
    const through = await MongoClient.connect(String(asked));
    const now = () => Date.now() + 90_000;
    const findings = await findingsOf(CONNECTION_CHECKS, patient(through, now));
    expect(findings.map(({ check, got }) => [check, got])).toEqual([
      ['read-preference', 'secondaryPreferred'],
      ['pool', '2'],
      ['clock', expect.stringMatching(/^(89|90)\d{3} ms behind$/)],
    ]);
    await through.close();
  });

  it('says that there is no log', async () => {
    await client.db(dbName).dropDatabase();
    expect((await found()).map(([check]) => check)).toEqual(['log']);
  }, 60_000);
});

describe('what is tried on a server', () => {
  it('is forgotten by it when its time is over, and not confirmed by members that are not there', async () => {
    expect(await tried).toEqual([]);
  }, 180_000);

  it('is named when it is slow', async () => {
    const slow = { roundTripMs: 60, insertMs: 250, slowestLoserMs: 3_000 };
    const findings = await findingsOf(SPEED_CHECKS, slow);
    expect(findings.map(({ check, got }) => [check, got])).toEqual([
      ['round-trip', '60 ms'],
      ['insert', '250 ms'],
      ['race', '3000 ms'],
    ]);
  });

  it('is named when a write concern that nobody can keep is acknowledged', async () => {
    const acknowledging = { insertOne: async () => ({ insertedId: 1 }) } as unknown as Ground;
    const [finding] = await findingsOf(PROMISE_CHECKS, acknowledging);
    expect(finding).toMatchObject({ check: 'write-concern', got: 'it was acknowledged' });
  });
});
