import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parcelSent, sentV1, sentV2, type ParcelSent } from '../../log/versioning/parcel.fixture';
import type { RecordedEvent } from '../../contract';
import { recordedHistories, recordRelease, type RecordedDomain } from './index';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorded-'));
});
afterEach(() => rm(folder, { recursive: true }));

const release1 = (): RecordedDomain => ({
  folder,
  eventTypes: [parcelSent[1]],
  histories: {
    one: [sentV1('p1', 'Oslo, NO', 2)],
    two: [[sentV1('p2', 'Kiel, DE', 1), sentV1('p2', 'Lyon, FR', 1)], sentV1('p2', 'Rome, IT', 3)],
  },
  read: (events) => events.length,
});

const weights = (events: readonly RecordedEvent<ParcelSent>[]) => events.map(({ data }) => data.grams);

describe('a release', () => {
  it('records its histories, and a later one replays them in its own shape', async () => {
    await recordRelease(release1(), 'v1');
    const found = await recordedHistories(folder);
    expect(found.map(({ release, name, reading }) => [release, name, reading])).toEqual([
      ['v1', 'one', 1],
      ['v1', 'two', 3],
    ]);
    const replayed = await Promise.all(found.map(({ replay }) => replay([parcelSent[3]])));
    expect(replayed.map((events) => weights(events as never))).toEqual([[907], [454, 454, 1_361]]);
    expect(replayed[1]?.map(({ position, commitId }) => [position, commitId])).toEqual([
      [1, 'commit-1'],
      [2, 'commit-1'],
      [3, 'commit-3'],
    ]);
  });

  it('is never recorded again', async () => {
    await recordRelease(release1(), 'v1');
    const again = { ...release1(), histories: { three: [sentV1('p9', 'Oslo, NO', 9)] } };
    await expect(recordRelease(again, 'v1')).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await recordedHistories(folder)).map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('records nothing when an event type is in no history, or an event is not as declared', async () => {
    const other = { ...parcelSent[1], type: 'ParcelLost' };
    const lacking = { ...release1(), eventTypes: [parcelSent[1], other] };
    await expect(recordRelease(lacking, 'v1')).rejects.toThrow('No history holds ParcelLost 1');
    const wrong = { ...release1(), histories: { one: [sentV2('p1', 'Oslo', 'NO', 2)] } };
    await expect(recordRelease(wrong, 'v1')).rejects.toMatchObject({ code: 'invalid-append' });
    expect(await recordedHistories(folder)).toEqual([]);
  });

  it('is told from one that was changed afterwards', async () => {
    await recordRelease(release1(), 'v1');
    const path = join(folder, 'v1/one.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"pounds": 2', '"pounds": 3'));
    const [one] = await recordedHistories(folder);
    await expect(one?.replay([parcelSent[3]])).rejects.toThrow('was changed, or is hashed otherwise today');
  });
});
