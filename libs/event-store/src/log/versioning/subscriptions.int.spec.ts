import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineProjection, openProjection, readModel, type ProjectionRunner } from '../../projections';
import { openReaction, type Reaction } from '../../reactions';
import { append, eventually, LogFixture, type Instance } from '../../subscriptions/log.fixture';
import { parcelSent, sentV1, sentV2, sentV3, type ParcelSent } from './parcel.fixture';
import type { DeclaredEventType, OnUnknown } from './index';
import { deferred } from '../../async';

const SENT = { items: [{ types: ['ParcelSent'] }] };

const weights = (unknown?: OnUnknown) =>
  defineProjection({
    name: 'weights',
    version: 1,
    query: SENT,
    ...(unknown && { unknown }),
    models: {
      weights: readModel<{ readonly grams: number }, ParcelSent>({
        keys: ({ data }) => [data.country],
        evolve: (row, { data }) => ({ grams: (row?.grams ?? 0) + data.grams }),
      }),
    },
  });

/** What every release can fold: how many parcels have been sent. */
const parcels = () =>
  defineProjection({
    name: 'parcels',
    version: 1,
    query: SENT,
    models: {
      parcels: readModel<{ readonly sent: number }, ParcelSent>({
        keys: ({ data }) => [data.country],
        evolve: (row) => ({ sent: (row?.sent ?? 0) + 1 }),
      }),
    },
  });

const announcing = (told: string[], unknown?: OnUnknown): Reaction<ParcelSent> => ({
  name: 'announcements',
  query: SENT,
  startFrom: 'start',
  ...(unknown && { unknown }),
  key: ({ data }) => data.country,
  react: async ({ data: { country, grams } }) => {
    told.push(`${country} ${grams}`);
  },
});

let log: LogFixture;
/** A release that knows a version of the type. */
const release = (known?: DeclaredEventType): Promise<Instance> =>
  log.instance({}, known && { eventTypes: [known] });

/** Each written by the release that wrote such. */
const threeVersions = async (): Promise<void> => {
  await append(await release(parcelSent[1]), [sentV1('p1', 'Oslo, NO', 2)]);
  await append(await release(parcelSent[2]), [sentV2('p2', 'Oslo', 'NO', 3)]);
  await append(await release(parcelSent[3]), [sentV3('p3', 'Lyon', 'FR', 1_300)]);
};

const contents = (runner: ProjectionRunner<ReturnType<typeof weights>['models']>): Promise<unknown> =>
  runner.read(async ({ model }) => {
    const found = await model('weights').find({}).sort({ _id: 1 }).toArray();
    return found.map(({ _id, grams }) => [_id, grams]);
  });

beforeEach(async () => {
  log = new LogFixture();
  await threeVersions();
});
afterEach(() => log.close());

describe('a projection', () => {
  it('folds old versions in today’s shape', async () => {
    const runner = await openProjection((await release(parcelSent[3])).subscriptions, weights());
    expect(await runner.catchUp()).toBe(3);
    expect(await contents(runner)).toEqual([
      ['FR', 1_300],
      ['NO', 2_268],
    ]);
  });

  it('stops at an event of an unknown version, says so, and goes on with the code that knows it', async () => {
    const old = await release(parcelSent[2]);
    const before = await openProjection(old.subscriptions, parcels());
    before.start();
    await eventually(async () =>
      expect(await before.status()).toMatchObject({
        status: 'failed',
        position: 2,
        error: expect.stringContaining('position 3 is ParcelSent in version 3'),
      }),
    );
    await before.stop();

    const after = await openProjection((await release(parcelSent[3])).subscriptions, parcels());
    expect(await after.catchUp()).toBe(3);
  });

  it('passes unknown events over when it says so', async () => {
    const types = { ...parcelSent[1], type: 'ParcelLost' };
    const { subscriptions } = await release(types);
    const runner = await openProjection(subscriptions, weights('skip'));
    expect(await runner.catchUp()).toBe(3);
    expect(await contents(runner)).toEqual([]);
  });
});

describe('a reaction', () => {
  it('is given old versions in today’s shape', async () => {
    const told: string[] = [];
    const runner = await openReaction((await release(parcelSent[3])).subscriptions, announcing(told));
    expect(await runner.catchUp()).toBe(3);
    expect(told.toSorted()).toEqual(['FR 1300', 'NO 1361', 'NO 907']);
  });

  it('finishes what comes before an event of an unknown version, stops there, and says so', async () => {
    const calls: number[] = [];
    const answer = deferred<undefined>();
    const runner = await openReaction((await release(parcelSent[2])).subscriptions, {
      name: 'announcements',
      query: SENT,
      startFrom: 'start',
      key: ({ position }) => `${position}`,
      react: async ({ position }) => {
        calls.push(position);
        await answer.promise;
      },
    });
    runner.start();
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({
        status: 'failed',
        position: 0,
        error: expect.stringContaining('position 3 is ParcelSent in version 3'),
      }),
    );
    answer.resolve(undefined);
    await eventually(async () =>
      expect(await runner.status()).toMatchObject({ status: 'failed', position: 2 }),
    );
    await runner.stop();
    expect(calls).toEqual([1, 2]);
    await expect(runner.catchUp()).rejects.toMatchObject({ code: 'unknown-event-type' });
  });

  it('passes unknown events over when it says so', async () => {
    const told: string[] = [];
    const { subscriptions } = await release({ ...parcelSent[1], type: 'ParcelLost' });
    const runner = await openReaction(subscriptions, announcing(told, 'skip'));
    expect(await runner.catchUp()).toBe(3);
    expect(told).toEqual([]);
  });
});
