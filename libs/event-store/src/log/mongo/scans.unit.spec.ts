import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Filter } from 'mongodb';
import { z } from 'zod';
import { toPosition } from '../../contract';
import { commitsOf } from '../../testing/scenarios';
import type { Range } from '../storage';
import type { StoredCommit } from './commit-form';
import { Scans } from './scans';
import { toStored } from './stored-commit';

const HEAD = 100_000;
const QUERY = { items: [{ tags: ['account:1'] }] };

let asked: Filter<StoredCommit>[];
/** How many of the positions hold an event of the account: one of so many. */
let every: number;
let scans: Scans;

const range = (after: number, upTo: number, hints: Partial<Range> = {}): Range => ({
  after: toPosition(after),
  upTo: toPosition(upTo),
  fromBoundary: true,
  ...hints,
});

const BOUNDS = z.object({ $gt: z.number(), $lte: z.number() });
const boundsOf = (filter: Filter<StoredCommit>) => BOUNDS.parse(filter.position ?? filter.$or?.[0]?.position);
/** By the index of positions, or by that of the tag. */
const servedBy = (filter: Filter<StoredCommit> | undefined) => (filter?.position ? 'position' : 'tag');

const read = async (which: Range): Promise<number> => {
  let events = 0;
  for await (const commits of scans.pages(QUERY, which, 'forwards')) {
    events += commits.length;
    if (events >= (which.limit ?? Number.POSITIVE_INFINITY)) break;
  }
  return events;
};

beforeEach(() => {
  asked = [];
  every = 1;
  scans = new Scans({
    async *cursor(filter) {
      asked.push(filter);
      const { $gt, $lte } = boundsOf(filter);
      const count = Math.floor($lte / every) - Math.floor($gt / every);
      const events = Array.from({ length: count }, () => ({
        type: 'Paid',
        version: 1,
        tags: ['account:1'],
        data: {},
      }));
      if (count > 0) yield commitsOf(events).map(toStored);
    },
    headerAt: () => Promise.resolve(undefined),
    seen: () => undefined,
    widest: () => HEAD,
    head: () => HEAD,
  });
});

describe('a scan of what has a tag', () => {
  it('is served by the index of the tag, as long as nobody knows how much has it', async () => {
    await read(range(10_000, 10_500));
    expect(asked.map(servedBy)).toEqual(['tag']);
  });

  it('is served by positions where these are few', async () => {
    await read(range(10_000, 10_200));
    expect(asked.map(servedBy)).toEqual(['position']);
  });

  it('is served by positions where they are fewer than what has the tag from there on to the end of the log', async () => {
    every = 10;
    await read(range(10_000, 10_500, { density: 0.1 }));
    await read(range(99_000, 99_500, { density: 0.1 }));
    expect(asked.map(servedBy)).toEqual(['position', 'tag']);
  });

  it('learns how much has the tag, and looks no further than for as many as are wanted', async () => {
    every = 10;
    await read(range(0, 20_000));
    expect(await read(range(20_000, HEAD, { limit: 50 }))).toBe(60);
    expect(asked.map(servedBy)).toEqual(['tag', 'position']);
    expect(asked.map(boundsOf).at(-1)).toEqual({ $gt: 20_000, $lte: 20_600 });
  });

  it('of something rare is served by its tag, however far it is looked for', async () => {
    every = 5_000;
    await read(range(0, HEAD));
    expect(await read(range(0, HEAD, { limit: 50 }))).toBe(20);
    expect(asked.slice(1).map(servedBy)).toEqual(['tag']);
  });
});
