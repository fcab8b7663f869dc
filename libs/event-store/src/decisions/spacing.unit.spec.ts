import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lowestRank, rankAt } from './spacing';

/** The snapshots that are left of a history that grew by commits of so many events. */
const left = (commits: readonly number[], every: number): readonly number[] => {
  let kept: { readonly events: number; readonly rank: number }[] = [];
  let events = 0;
  for (const size of commits) {
    const rank = rankAt(events, events + size, every);
    events += size;
    const lowest = lowestRank(events, every);
    kept = [...kept, { events, rank }].filter((one) => one.rank >= lowest);
  }
  return kept.map((one) => one.events);
};

describe('the snapshots of a history', () => {
  it('are taken where it has passed a multiple of what is to be between them', () => {
    expect(left([4, 4, 4, 4, 4], 10)).toEqual([12, 20]);
    expect(left([25, 1, 1, 14], 10)).toEqual([25, 41]);
  });

  it('are twice as far from each other whenever it has outgrown 2,048 of them', () => {
    const kept = left(
      Array.from({ length: 8_000 }, () => 1),
      1,
    );
    expect(kept).toHaveLength(2_000);
    expect(kept.slice(0, 3)).toEqual([4, 8, 12]);
  });

  it('are few, and leave no more between two of them than a doubling allows, whatever its commits are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6_000, minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        (commits, every) => {
          const kept = left(commits, every);
          const events = commits.reduce((sum, size) => sum + size, 0);
          const width = every * 2 ** lowestRank(events, every);
          const gaps = [...kept, events].map((one, index) => one - (kept[index - 1] ?? 0));
          expect(kept.length).toBeLessThanOrEqual(2_048);
          expect(Math.max(...gaps)).toBeLessThan(width + 40);
        },
      ),
      { numRuns: 30 },
    );
  });
});
