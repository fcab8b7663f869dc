import { describe, expect, it } from '@jest/globals';
import { LineProgress } from './line-progress';
import { Pace } from './pace';
import { progressText } from './progress-text';

describe('the progress', () => {
  it('tells rate and time left', () => {
    expect(progressText('transactions', 1_200, 4_200, new Pace(0), 4_000)).toBe(
      'transactions 1,200 of 4,200 (28 %), 300/s, 10 s left',
    );
  });

  it('forgets the pace of long ago, so that a stall shows', () => {
    const pace = new Pace(0);
    progressText('rows', 1_000, 2_000, pace, 5_000);
    expect(progressText('rows', 1_000, 2_000, pace, 10_000)).toBe(
      'rows 1,000 of 2,000 (50 %), 100/s, 10 s left',
    );
    expect(progressText('rows', 1_000, 2_000, pace, 40_000)).toBe('rows 1,000 of 2,000 (50 %), 0/s');
  });

  it('tells the whole time at the end', () => {
    const pace = new Pace(0);
    progressText('rows', 50, 100, pace, 90_000);
    expect(progressText('rows', 100, 100, pace, 100_000)).toBe('rows 100 of 100 (100 %), 1/s, in 2 min');
  });

  it('ends a phase with one line, however often it is stopped', () => {
    const lines: string[] = [];
    const progress = new LineProgress((line) => lines.push(line));
    progress.start('rows', 3);
    progress.advance();
    progress.advance(2);
    progress.stop();
    progress.stop();
    expect(lines).toEqual([expect.stringMatching(/^rows 3 of 3 \(100 %\), [\d,]+\/s, in 1 s$/)]);
  });
});
