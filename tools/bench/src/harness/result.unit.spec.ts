import { describe, expect, it } from '@jest/globals';
import { caseResult } from './result';
import type { Case, Goal, Measure, Sample } from './row';

const judge = (
  goal: Goal,
  own: readonly number[],
  others: readonly number[],
  of: Measure['of'] = 'ratio',
) => {
  const measure: Measure = { metric: 'rate', title: 'events', unit: '/s', of, goal };
  const one: Case = {
    title: 'one',
    measures: [measure],
    open: () => Promise.reject(new Error('unused')),
  };
  const samples = (rates: readonly number[]): Sample[] => rates.map((rate) => ({ rate }));
  const runs = [
    { name: 'own', samples: samples(own) },
    { name: 'other', samples: samples(others) },
  ];
  return caseResult(one, runs).measures[0];
};

describe('what came of a case', () => {
  it('compares the contestants round by round, so that a slow moment of both does not show', () => {
    const measured = judge({ atLeast: 2 }, [400, 40, 420], [200, 20, 210]);
    expect(measured).toMatchObject({ verdict: 'met', ratio: { median: 2, low: 2, high: 2 } });
  });

  it('misses a goal that the median does not reach, however good the best round was', () => {
    expect(judge({ atLeast: 2 }, [500, 190, 180], [100, 100, 100])?.verdict).toBe('missed');
    expect(judge({ atMost: 1.1 }, [90, 120, 130], [100, 100, 100])?.verdict).toBe('missed');
  });

  it('takes the spread for a goal only where the goal says so', () => {
    const rounds = [105, 115, 125];
    expect(judge({ atMost: 1.11, orWithinSpread: true }, rounds, [100, 100, 100])?.verdict).toBe('met');
    expect(judge({ atMost: 1.11 }, rounds, [100, 100, 100])?.verdict).toBe('missed');
  });

  it('holds a number by itself against its goal where there is nothing to compare', () => {
    expect(judge({ atMost: 300 }, [250, 260, 900], [1, 1, 1], 'value')).toMatchObject({ verdict: 'met' });
  });
});
