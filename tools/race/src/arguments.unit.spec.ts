import { describe, expect, it } from '@jest/globals';
import { RACE } from './arguments';

const parse = (...args: readonly string[]) => RACE.exitOverride().parse(args, { from: 'user' }).opts();

describe('the arguments of npm run race', () => {
  it('have defaults, and a seed of their own', () => {
    expect(parse()).toEqual({
      ...{ appends: 100_000, processes: 2, workers: 16, cutEvery: 200, sequencer: false },
      seed: expect.any(Number),
    });
    expect(parse('--appends', '50', '--seed', '7', '--cut-every', '0')).toMatchObject({
      ...{ appends: 50, seed: 7, cutEvery: 0 },
    });
  });

  it.each([
    ['--appends', '0'],
    ['--workers', 'x'],
    ['--processes', '17'],
  ])('are refused when they are %s %s', (option, value) => {
    RACE.configureOutput({ writeErr: () => undefined });
    expect(() => parse(option, value)).toThrow('It is an integer from 1 to ');
  });
});
