import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  defineProjection,
  type EventData,
  MongoEventStore,
  openProjection,
  readModel,
  Subscriptions,
} from '@event-sourcing/event-store';
import { MongoClient } from 'mongodb';
import { documents, es, stable } from '../es.fixture';

const everything = defineProjection({
  name: 'everything',
  version: 1,
  query: { items: [] },
  models: {
    counts: readModel<{ readonly count: number }, EventData>({
      keys: () => ['all'],
      evolve: (state) => ({ count: (state?.count ?? 0) + 1 }),
    }),
  },
});

const dbName = `es-projections-${randomUUID()}`;
let client: MongoClient;
beforeAll(async () => {
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
});
afterAll(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
});

const projections = async (...args: readonly string[]) =>
  documents(await es('projections', ...args, '--db', dbName, '--json'));

describe('es projections', () => {
  it('lists, rebuilds, pauses, resumes, and drops what was replaced', async () => {
    const store = await MongoEventStore.open(client, dbName);
    const logger = { log: () => undefined, warn: () => undefined };
    const subscriptions = await Subscriptions.open(store, { logger });
    const serving = { name: 'everything@1', version: 1, number: 1, state: 'serving', position: 1 };
    const filled = { name: 'everything@1.2', version: 1, number: 2, state: 'being filled', position: 0 };
    const listed = (...generations: readonly object[]) => [
      { head: 1, projections: [{ name: 'everything', generations }] },
    ];

    await store.append({ events: [{ type: 'Happened', version: 1, tags: [], data: {} }] });
    const runner = await openProjection(subscriptions, everything);
    await runner.catchUp();
    expect(await projections('rebuild', 'everything')).toEqual([{ outcome: 'begun' }]);
    expect(await projections('list')).toEqual(listed(serving, filled));
    expect(await projections('drop', 'everything')).toEqual([{ dropped: [] }]);
    expect(await es('projections', 'rebuild', 'everything', '--db', dbName)).toMatchObject({ exitCode: 1 });

    expect(await projections('pause', 'everything', '--reason', 'repairs', '--by', 'ed')).toEqual([
      { paused: true },
    ]);
    const [paused] = await projections('list');
    expect(stable(paused)).toMatchObject({
      projections: [{ paused: { since: '<time>', by: 'ed', reason: 'repairs' } }],
    });
    expect((await es('projections', 'list', '--db', dbName)).stdout).toMatch(
      /serving, paused since .* by ed: repairs/,
    );
    expect(await projections('resume', 'everything')).toEqual([{ resumed: true }]);

    await runner.catchUp();
    const served = { ...filled, state: 'serving', position: 1 };
    expect(await projections('list')).toEqual(listed(served, { ...serving, state: 'replaced' }));
    expect(await projections('drop', 'everything')).toEqual([{ dropped: ['everything.counts.v1'] }]);
    expect(await projections('list')).toEqual(listed(served));
    await subscriptions.close();
  });

  it.each([['rebuild'], ['pause', '--reason', 'x'], ['resume'], ['drop']])(
    '%s says that there is none of a name',
    async (action, ...more) => {
      expect(await es('projections', action, 'nothing', '--db', dbName, ...more)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('There is no projection nothing.'),
      });
    },
  );
});
