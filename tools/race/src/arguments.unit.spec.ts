import { describe, expect, it } from '@jest/globals';
import { parseRaceArguments, UsageError } from './arguments';

describe('the arguments of npm run race', () => {
  it('have defaults, and a seed of their own', () => {
    expect(parseRaceArguments([])).toEqual({
      ...{ appends: 100_000, processes: 2, workers: 16, cutEveryMs: 200, sequenced: false },
      seed: expect.any(Number),
    });
    expect(parseRaceArguments(['--appends', '50', '--seed', '7', '--cut-every', '0'])).toMatchObject({
      ...{ appends: 50, seed: 7, cutEveryMs: 0 },
    });
  });

  it.each([[['--appends', '0']], [['--workers', 'x']], [['--appned', '5']], [['5']]])(
    'are refused when they are %j',
    (args) => {
      expect(() => parseRaceArguments(args)).toThrow(UsageError);
    },
  );
});
