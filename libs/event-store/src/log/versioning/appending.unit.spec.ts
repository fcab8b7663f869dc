import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { z } from 'zod';
import type { EventStore } from '../../event-store';
import { MemoryCommits } from '../../testing';
import { all, journey, parcelSent, sentV1, sentV2, sentV3, storeOf } from './parcel.fixture';

let commits: MemoryCommits;
let store: EventStore;
beforeEach(async () => {
  commits = new MemoryCommits();
  store = await storeOf(commits, [parcelSent[3]]);
});

const slowly = (validate: () => Promise<never>): StandardSchemaV1 => ({
  '~standard': { version: 1, vendor: 'test', validate },
});

const good = sentV3('p1', 'Oslo', 'NO', 500);

describe('an append to a store that knows its event types', () => {
  it('is stored as it was given', async () => {
    await store.append({ events: [good] });
    expect((await all(store.read())).map(({ data }) => data)).toEqual([good.data]);
  });

  it('of data that its schema refuses names every fault', async () => {
    const events = [good, { ...good, data: { ...good.data, city: 7, grams: 0 } }];
    await expect(store.append({ events })).rejects.toMatchObject({
      code: 'invalid-append',
      facts: {
        path: 'events[1]',
        type: 'ParcelSent',
        version: 3,
        faults: [
          { path: 'events[1].data.city', message: expect.any(String) },
          { path: 'events[1].data.grams', message: expect.any(String) },
        ],
      },
    });
    expect(commits.byPosition).toEqual([]);
  });

  it('of a type that nobody declared is refused', async () => {
    const events = [{ ...good, type: 'ParcelLost' }];
    await expect(store.append({ events })).rejects.toThrow(
      'Append refused: events[0] is of type ParcelLost, version 3, and this store knows no such type; declare it.',
    );
  });

  it.each([sentV2('p1', 'Oslo', 'NO', 1), { ...good, version: 4 }])(
    'in another version than the present one is refused: $version',
    async (event) => {
      await expect(store.append({ events: [event] })).rejects.toMatchObject({
        code: 'invalid-append',
        facts: { type: 'ParcelSent', version: event.version, writtenVersion: 3 },
      });
    },
  );

  it.each([
    ['lacks a derived tag', [], { missing: ['parcel:p1'], stray: [] }],
    ['has one that is not derived', ['parcel:p1', 'x'], { missing: [], stray: ['x'] }],
    ['has another', ['parcel:p2'], { missing: ['parcel:p1'], stray: ['parcel:p2'] }],
  ])('that %s is refused', async (_, tags, facts) => {
    await expect(store.append({ events: [{ ...good, tags }] })).rejects.toMatchObject({
      code: 'invalid-append',
      facts,
    });
  });

  it('with the derived tags in another order, or twice, is stored', async () => {
    const both = { ...parcelSent[1], tags: () => ['a', 'b'] };
    const other = await storeOf(commits, [both]);
    await other.append({ events: [{ ...sentV1('p1', 'Oslo, NO', 1), tags: ['b', 'a', 'b'] }] });
    expect(commits.byPosition).toHaveLength(1);
  });

  it('of a type that derives no tags may have any', async () => {
    const { type, version, schema } = parcelSent[1];
    const other = await storeOf(commits, [{ type, version, schema }]);
    await other.append({ events: [{ ...sentV1('p1', 'Oslo, NO', 1), tags: ['whatever'] }] });
    expect(commits.byPosition).toHaveLength(1);
  });

  it.each([
    ['kept', z.strictObject({ parcel: z.string() }).refine(async () => true)],
    ['rejected', slowly(() => Promise.reject(new Error('late')))],
  ])('is refused when its schema answers with a promise that is %s', async (_, schema) => {
    const other = await storeOf(commits, [{ type: 'Slow', version: 1, schema }]);
    const events = [{ type: 'Slow', version: 1, tags: [], data: { parcel: 'p1' } }];
    await expect(other.append({ events })).rejects.toThrow(
      'the schema of Slow answers with a promise. Declare one that answers at once.',
    );
  });

  it('fails its own caller only', async () => {
    const outcomes = await Promise.allSettled([
      store.append({ events: [good] }),
      store.append({ events: [sentV3('p2', 'Oslo', 'NO', 0)] }),
      store.append({ events: [sentV3('p3', 'Bergen', 'NO', 700)] }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(commits.byPosition.map(({ events }) => events[0]?.data.parcel)).toEqual(['p1', 'p3']);
  });

  it('made by a decision is checked too, and is no refusal that would be decided again', async () => {
    let decided = 0;
    const deciding = store.decide({ legs: journey('p1') }, () => {
      decided += 1;
      return [sentV3('p1', 'Oslo', 'NO', 0)];
    });
    await expect(deciding).rejects.toMatchObject({ code: 'invalid-append' });
    expect([decided, commits.byPosition.length]).toEqual([1, 0]);
  });
});

describe('a store that was told of no event types', () => {
  it('takes anything, and shows it as it is stored', async () => {
    const open = await storeOf(commits);
    const anything = { type: 'Anything', version: 7, tags: ['x'], data: { y: null } };
    await open.append({ events: [anything] });
    expect(await all(open.read())).toMatchObject([anything]);
  });
});
