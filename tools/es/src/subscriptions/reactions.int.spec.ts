import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  MongoEventStore,
  openReaction,
  type ReactionRunner,
  Subscriptions,
} from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { documents, es, stable } from '../es.fixture';

const dbName = `es-reactions-${randomUUID()}`;
let client: MongoClient;
let subscriptions: Subscriptions;
let runner: ReactionRunner;
const done: number[] = [];
let away = true;

beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const store = await MongoEventStore.open(client, dbName);
  const logger = { log: () => undefined, warn: () => undefined };
  subscriptions = await Subscriptions.open(store, { logger, waitMs: 50 });
  for (const key of ['a', 'b', 'a']) {
    await store.append({ events: [{ type: 'Asked', version: 1, tags: [key], data: {} }] });
  }
  runner = await openReaction(subscriptions, {
    name: 'letters',
    query: { items: [] },
    startFrom: 'start',
    key: ({ tags: [key = ''] }) => key,
    react: async ({ position }) => {
      if (away) throw new Error(`nobody takes ${position}`);
      done.push(position);
    },
    classify: () => 'park',
  });
  runner.start();
  await runner.waitFor(3, { timeoutMs: 10_000 });
}, 60_000);

afterAll(async () => {
  await subscriptions.close();
  await client.db(dbName).dropDatabase();
  await client.close();
});

const until = async (holds: () => boolean): Promise<void> => {
  const giveUpAt = performance.now() + 10_000;
  while (!holds() && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
};

const reactions = async (...args: readonly string[]) =>
  documents(await es('reactions', ...args, '--db', dbName, '--json')).map(stable);

const item = (position: number, key: string, attempts: number, error: string) => ({
  ...{ position, key, attempts, error, since: '<time>' },
});

describe('es reactions', () => {
  it('tells what is parked, and lets an operator retry and skip it', async () => {
    const first = item(1, 'a', 1, 'nobody takes 1');
    const oldest = { position: 1, since: '<time>', error: first.error };
    expect(await reactions('list')).toEqual([
      {
        reactions: [
          {
            name: 'letters',
            active: true,
            startedAfter: 0,
            position: 3,
            head: 3,
            lag: 0,
            waiting: 0,
            parked: 3,
            oldest,
          },
        ],
      },
    ]);
    expect((await es('reactions', 'list', '--db', dbName)).stdout).toMatch(
      /letters .* running .*nobody takes 1/,
    );
    expect(await reactions('parked', 'letters')).toEqual([
      {
        parked: [
          first,
          item(2, 'b', 1, 'nobody takes 2'),
          item(3, 'a', 0, 'Waits behind an earlier one of its key.'),
        ],
      },
    ]);
    expect(await reactions('waiting', 'letters')).toEqual([{ waiting: [] }]);

    away = false;
    expect(await reactions('skip', 'letters', '2', '--reason', 'not wanted', '--by', 'ed')).toEqual([
      { decided: 'skip' },
    ]);
    expect(await reactions('retry', 'letters', '1')).toEqual([{ decided: 'retry' }]);
    await until(() => done.length === 2);
    expect(done).toEqual([1, 3]);
    expect(await client.db(dbName).collection('parked-decisions').findOne({ position: 2 })).toMatchObject({
      action: 'skip',
      by: 'ed',
      reason: 'not wanted',
    });
  });

  it('pauses and resumes', async () => {
    expect(await reactions('pause', 'letters', '--reason', 'x', '--by', 'ed')).toEqual([{ paused: true }]);
    const [listed] = await reactions('list');
    expect(listed).toMatchObject({ reactions: [{ paused: { since: '<time>', by: 'ed' } }] });
    expect(await reactions('resume', 'letters')).toEqual([{ resumed: true }]);
    expect(await reactions('resume', 'letters')).toEqual([{ resumed: false }]);
  });

  it('has it go on where an operator says, before the commit that the position lies in', async () => {
    const event = { type: 'Asked', version: 1, tags: ['c'], data: {} };
    await subscriptions.context.store.append({ events: [event, event] });
    await runner.waitFor(5, { timeoutMs: 10_000 });
    done.length = 0;

    const why = ['--reason', 'the receiver lost them', '--by', 'ed'];
    expect(await reactions('resume-at', 'letters', '4', ...why)).toEqual([{ after: 3 }]);
    await until(() => done.length === 2);
    expect(done).toEqual([4, 5]);
    const decisions = client.db(dbName).collection('operator-decisions');
    expect(await decisions.findOne({ action: 'resume-at' })).toMatchObject({
      ...{ position: 3, by: 'ed', reason: 'the receiver lost them' },
    });
    expect((await es('reactions', 'resume-at', 'letters', '5', ...why, '--db', dbName)).stdout).toContain(
      'letters goes on after 5.',
    );
    expect(await es('reactions', 'resume-at', 'letters', '6', ...why, '--db', dbName)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('position-beyond-head'),
    });
    expect(await es('reactions', 'resume-at', 'letters', '4', '--db', dbName)).toMatchObject({ exitCode: 2 });
  });

  it('says that there is none of a name, and that nothing stands at a position', async () => {
    expect(await es('reactions', 'parked', 'nothing', '--db', dbName)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('There is no reaction nothing.'),
    });
    expect(await es('reactions', 'skip', 'letters', '2', '--reason', 'x', '--db', dbName)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('parked-item-not-found'),
    });
    expect(await es('reactions', 'skip', 'letters', '2', '--db', dbName)).toMatchObject({ exitCode: 2 });
  });
});
