import { describe, expect, it } from '@jest/globals';
import { type Commit, type RecordedEvent, toPosition } from '../contract';
import { matchingEvents, firstBatch } from './batching';

const commits = (...sizes: readonly number[]): readonly Commit[] => {
  let next = 1;
  return sizes.map((size) => {
    const position = next;
    next += size;
    const recordedAt = new Date(0);
    const id = `commit-${position}`;
    const events = Array.from({ length: size }, (_, index): RecordedEvent => {
      const at = position + index;
      const type = at % 2 === 0 ? 'Even' : 'Odd';
      return {
        type,
        version: 1,
        tags: [],
        data: {},
        position: toPosition(at),
        recordedAt,
        commitId: id,
        metadata: {},
      };
    });
    const lastPosition = toPosition(next - 1);
    return { id, position: toPosition(position), lastPosition, recordedAt, events, metadata: {}, hash: '' };
  });
};

const sizes = (taken: readonly Commit[]) => taken.map(({ events }) => events.length);

describe('a batch of at most N events', () => {
  it('is whole commits that together hold at most N', () => {
    expect(sizes(firstBatch(commits(1, 2, 3, 4), 5))).toEqual([1, 2]);
    expect(sizes(firstBatch(commits(1, 2, 3, 4), 6))).toEqual([1, 2, 3]);
    expect(sizes(firstBatch(commits(1, 2), 100))).toEqual([1, 2]);
  });

  it('is one commit when the first holds more', () => {
    expect(sizes(firstBatch(commits(7, 1), 3))).toEqual([7]);
  });

  it('is nothing when there is nothing', () => {
    expect(firstBatch([], 3)).toEqual([]);
  });
});

it('a query picks single events out of commits', () => {
  const even = matchingEvents(commits(3, 1, 2), { items: [{ types: ['Even'] }] });
  expect(even.map(({ position }) => position)).toEqual([2, 4, 6]);
});
