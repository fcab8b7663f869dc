import { describe, expect, it } from '@jest/globals';
import { type Commit, toPosition } from '../contract';
import { heapBytes } from '../log';
import { BatchSize } from './batch-size';

/** Commits of one event each, with a text of so many bytes in memory. */
const commits = (count: number, bytes: number): readonly Commit[] =>
  Array.from({ length: count }, (_, index) => {
    const position = toPosition(index + 1);
    const recordedAt = new Date(0);
    const id = `c${index}`;
    const saying = (text: string): Commit => {
      const common = { position, recordedAt, metadata: {} };
      const event = { ...common, type: 'T', version: 1, tags: [], data: { text }, commitId: id };
      return { ...common, id, lastPosition: position, hash: '', events: [event] };
    };
    return saying('x'.repeat(bytes - heapBytes(saying(''))));
  });

const bounds = { maxEvents: 500, maxBytes: 100_000, batchMs: 1_000 };

describe('the size of a batch', () => {
  it('doubles with each batch that was quick, up to the limit', () => {
    const size = new BatchSize({ ...bounds, maxBytes: 1_000_000 }, 64);
    const taken = [64, 128, 256, 500].map((expected) => {
      expect(size.events).toBe(expected);
      size.took(size.cut(commits(expected, 1_000)), 5);
      return expected;
    });
    expect(taken).toHaveLength(4);
    expect(size.events).toBe(500);
  });

  it('halves with each batch that took too long, down to one event', () => {
    const size = new BatchSize(bounds, 5);
    size.took(commits(5, 1_000), 1_001);
    expect(size.events).toBe(2);
    size.took(commits(2, 1_000), 1_001);
    size.took(commits(1, 1_000), 1_001);
    expect(size.events).toBe(1);
  });

  it('is bounded by bytes: a batch is cut, and no more is read than is likely to fit', () => {
    const size = new BatchSize(bounds, 64);
    const batch = size.cut(commits(64, 10_000));
    expect(batch).toHaveLength(10);
    size.took(batch, 5);
    expect(size.events).toBe(10);
  });

  it('is one commit when that alone is larger than allowed', () => {
    const size = new BatchSize(bounds, 64);
    expect(size.cut(commits(3, 200_000))).toHaveLength(1);
  });
});
