import { describe, expect, it } from '@jest/globals';
import { parseCommandLine } from '@event-sourcing/tools-kit';
import { RACE } from './arguments';

describe('the arguments of npm run race', () => {
  it('have defaults, and a seed of their own', () => {
    expect(parseCommandLine(RACE, [])).toEqual({
      ...{ appends: 100_000, processes: 2, workers: 16, cutEvery: 200, sequencer: false },
      seed: expect.any(Number),
    });
    expect(parseCommandLine(RACE, ['--appends', '50', '--seed', '7', '--cut-every', '0'])).toMatchObject({
      ...{ appends: 50, seed: 7, cutEvery: 0 },
    });
  });

  it.each([[['--appends', '0']], [['--workers', 'x']], [['--processes', '17']]])(
    'are refused when they are %j',
    (args) => {
      expect(() => parseCommandLine(RACE, args)).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );
});
