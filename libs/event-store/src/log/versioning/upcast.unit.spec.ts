import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '../../event-store';
import { toPosition } from '../../contract';
import { verifyChain } from '../chain';
import { MemoryCommits, MemoryCommitStorage } from '../../testing';
import { all, journey, legsOf, parcelSent, sentV1, sentV2, sentV3, storeOf } from './parcel.fixture';
import { declareEventTypes, type DeclaredEventType, type Upcaster } from './index';

let commits: MemoryCommits;

/** Three releases have written to the log, one after another, each with what it knew. */
beforeEach(async () => {
  commits = new MemoryCommits();
  await (await storeOf(commits, [parcelSent[1]])).append({ events: [sentV1('p1', 'Oslo, NO', 2)] });
  await (await storeOf(commits, [parcelSent[2]])).append({ events: [sentV2('p1', 'Kiel', 'DE', 3)] });
  await (await storeOf(commits, [parcelSent[3]])).append({ events: [sentV3('p1', 'Lyon', 'FR', 1_300)] });
});

const today = (...more: readonly DeclaredEventType[]): Promise<EventStore> =>
  storeOf(commits, [parcelSent[3], ...more]);

const decidedOn = async (store: EventStore): Promise<readonly string[]> => {
  let seen: readonly string[] = [];
  await store.decide({ legs: journey('p1') }, ({ legs }) => {
    seen = legs;
    return [sentV3('p1', 'Rome', 'IT', 1_200)];
  });
  return seen;
};

describe('events of older versions', () => {
  it('are decided on in today’s shape, from one version to the next', async () => {
    expect(await decidedOn(await today())).toEqual(['NO 907', 'DE 1361', 'FR 1300']);
  });

  it('are folded in today’s shape from the database as from memory, now and in the past', async () => {
    const cold = await storeOf(commits, [parcelSent[3]]);
    cold.log.tail.window.restartAfter(commits.byPosition[2] ?? never());
    for (const store of [await today(), cold]) {
      expect((await store.stateOf(journey('p1'))).state).toEqual(['NO 907', 'DE 1361', 'FR 1300']);
      expect((await store.stateAt(journey('p1'), toPosition(2))).state).toEqual(['NO 907', 'DE 1361']);
    }
  });

  it('are read in today’s shape, and keep everything else that was recorded', async () => {
    const [first] = await all((await today()).read());
    const [stored] = commits.byPosition[0]?.events ?? [];
    expect(first).toEqual({
      ...stored,
      version: 3,
      data: { parcel: 'p1', city: 'Oslo', country: 'NO', grams: 907 },
    });
  });

  it('stay as they were stored: in the log, and under its hashes', async () => {
    const store = await today();
    await decidedOn(store);
    const raw = await all(store.log.read());
    expect(raw.map(({ version }) => version)).toEqual([1, 2, 3, 3]);
    expect(raw[0]?.data).toEqual({ parcel: 'p1', to: 'Oslo, NO', pounds: 2 });
    expect(await verifyChain(new MemoryCommitStorage(commits))).toMatchObject({ commits: 4 });
    expect(await verifyChain(new MemoryCommitStorage(commits))).not.toHaveProperty('fault');
  });

  it('are given in today’s shape to whoever repeats the command that wrote them', async () => {
    const command = { id: 'repeated', anyRequest: true } as const;
    const before = await storeOf(commits, [parcelSent[1]]);
    await before.append({ events: [sentV1('p2', 'Oslo, NO', 1)], command });

    const after = await today();
    const appended = await after.append({ events: [sentV3('p2', 'Oslo', 'NO', 454)], command });
    const decided = await after.decide({ legs: journey('p2') }, () => [], { command });
    for (const { duplicate, commit } of [appended, decided.kind === 'written' ? decided : never()]) {
      expect([duplicate, commit.events[0]?.data.grams]).toEqual([true, 454]);
    }
  });

  it('are upcast once, however often they are read from memory', async () => {
    let upcasts = 0;
    const counting = {
      1: () => {
        upcasts += 1;
        return { parcel: 'p1', city: '', country: 'NO', grams: 1 };
      },
    };
    const store = await storeOf(commits, [{ ...parcelSent[2], upcasts: counting }]);
    const models = { a: journey('p1'), b: legsOf('p1') };
    await store.stateAt(models.a, toPosition(1));
    await store.stateAt(models.b, toPosition(1));
    expect(upcasts).toBe(1);
  });

  it('conflict by the type and the tags that are stored', async () => {
    const store = await today();
    const append = store.append({
      events: [sentV3('p1', 'Rome', 'IT', 1)],
      condition: { failIfEventsMatch: journey('p1').query, after: toPosition(2) },
    });
    await expect(append).rejects.toMatchObject({ code: 'append-condition-failed', facts: { foundAt: 3 } });
  });
});

describe('an event of an unknown version', () => {
  it('is a clear error to a decider whose query matches it, and to no other', async () => {
    const store = await storeOf(commits, [parcelSent[2]]);
    await expect(store.decide({ legs: journey('p1') }, () => [])).rejects.toMatchObject({
      code: 'unknown-event-type',
      message: expect.stringMatching(
        /position 3 is ParcelSent in version 3; .* up to version 2\. Run the code/,
      ),
      facts: { type: 'ParcelSent', version: 3, position: 3, knownVersion: 2 },
    });
    await store.append({ events: [sentV2('p9', 'Kiel', 'DE', 1)] });
    expect((await store.stateOf(journey('p9'))).state).toHaveLength(1);
  });

  it('is an error to a reader that comes to it', async () => {
    const read = all((await storeOf(commits, [parcelSent[1]])).read());
    await expect(read).rejects.toMatchObject({ code: 'unknown-event-type', facts: { position: 2 } });
  });
});

describe('an event of an unknown type', () => {
  it('is a clear error to who asks for it', async () => {
    const store = await storeOf(commits, []);
    await expect(store.stateOf(journey('p1'))).rejects.toMatchObject({
      code: 'unknown-event-type',
      facts: { type: 'ParcelSent', version: 1, position: 1 },
    });
  });

  it('stands in nobody’s way who does not ask for it', async () => {
    const other = { ...parcelSent[1], type: 'ParcelLost' };
    const store = await storeOf(commits, [other]);
    await store.append({ events: [{ ...sentV1('p7', 'Oslo, NO', 1), type: 'ParcelLost' }] });
    expect(await all(store.read({ items: [{ types: ['ParcelLost'] }] }))).toHaveLength(1);
  });
});

describe('an upcaster', () => {
  it('that changes what it was given changes nothing that others read', () => {
    const [stored] = commits.byPosition[0]?.events ?? [];
    const read = { ...(stored ?? never()), data: { parcel: 'p1', to: 'Oslo, NO', pounds: 2 } };
    const upcasts = { 1: (data: object) => Object.assign(data, { to: 'Nowhere' }) };
    const types = declareEventTypes([{ ...parcelSent[2], upcasts }]);
    expect(() => types.upcast(read)).toThrow(expect.objectContaining({ code: 'upcast-failed' }));
    expect(read.data.to).toBe('Oslo, NO');
  });

  it.each([
    ['throws', (): never => never()],
    ['makes what is not JSON', () => ({ parcel: 'p1', at: new Date(0) })],
    ['makes nothing', (() => undefined) as unknown as Upcaster],
    ['changes what it was given', (data: object) => Object.assign(data, { city: 'Oslo' })],
  ])('that %s is an error that names the event and the step', async (_, upcast) => {
    const store = await storeOf(commits, [{ ...parcelSent[2], upcasts: { 1: upcast } }]);
    await expect(store.stateAt(journey('p1'), toPosition(1))).rejects.toMatchObject({
      code: 'upcast-failed',
      facts: { type: 'ParcelSent', version: 1, position: 1, from: 1 },
    });
    expect(commits.byPosition[0]?.events[0]?.data).toEqual({ parcel: 'p1', to: 'Oslo, NO', pounds: 2 });
  });
});

const never = (): never => {
  throw new Error('This is not to be reached.');
};
