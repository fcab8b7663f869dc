import { describe, expect, it } from '@jest/globals';
import { type Commit, toPosition } from '../contract';
import { EventLog } from '../log';
import { MemoryCommitStorage } from '../testing';
import { BatchSize } from './batch-size';
import { upTo } from './follow';

const happened = { type: 'Happened', version: 1, tags: [], data: {} };

/** A log of eight commits, and what is asked of it page by page. */
const logOfEight = async () => {
  const log = await EventLog.open(new MemoryCommitStorage());
  for (let count = 0; count < 8; count += 1) await log.append({ events: [happened] });
  const { tail } = log;
  const read = tail.commitsAfter.bind(tail);
  const asked: number[] = [];
  const failing = new Set<number>();
  tail.commitsAfter = async (after, limit) => {
    asked.push(after);
    if (failing.has(after)) throw new Error(`Not after ${after}.`);
    return read(after, limit);
  };
  return { log, asked, failing };
};

const batchesOf = (log: EventLog, { first = 2, batchMs = 10_000 }) =>
  upTo(log, {
    after: toPosition(0),
    head: toPosition(8),
    maxEvents: 100,
    size: new BatchSize({ maxEvents: 4, maxBytes: 1_000_000, batchMs }, first),
    signal: new AbortController().signal,
  });

/** The positions of the next batch, or nothing at the end. */
const nextOf = async (batches: AsyncGenerator<readonly Commit[]>) => {
  const next = await batches.next();
  return next.done ? undefined : next.value.map(({ position }) => position);
};

describe('a reader of the log', () => {
  it('asks for the next page before the one in hand is done with, and for none beyond the end', async () => {
    const { log, asked } = await logOfEight();
    const batches = batchesOf(log, {});
    expect(await nextOf(batches)).toEqual([1, 2]);
    expect(asked).toEqual([0, 2]);
    expect(await nextOf(batches)).toEqual([3, 4]);
    expect(await nextOf(batches)).toEqual([5, 6, 7, 8]);
    expect(await nextOf(batches)).toBeUndefined();
    expect(asked).toEqual([0, 2, 4]);
  });

  it('cuts a page that was read ahead when batches have become smaller meanwhile', async () => {
    const { log, asked } = await logOfEight();
    const batches = batchesOf(log, { first: 4, batchMs: -1 });
    expect(await nextOf(batches)).toEqual([1, 2, 3, 4]);
    expect(await nextOf(batches)).toEqual([5, 6]);
    expect(await nextOf(batches)).toEqual([7]);
    expect(asked).toEqual([0, 4, 6, 7]);
  });

  it('tells of a page that cannot be read only after the one in hand, and of nothing after its end', async () => {
    const { log, failing } = await logOfEight();
    failing.add(2);
    const batches = batchesOf(log, {});
    expect(await nextOf(batches)).toEqual([1, 2]);
    await expect(batches.next()).rejects.toThrow('Not after 2.');

    const abandoned = batchesOf(log, {});
    await abandoned.next();
    expect((await abandoned.return(undefined)).done).toBe(true);
  });
});
