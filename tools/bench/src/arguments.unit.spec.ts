import { describe, expect, it } from '@jest/globals';
import { BENCH, chosenRows } from './arguments';

const namesOf = (only: readonly string[], quick: boolean) => chosenRows(only, quick).map(({ name }) => name);

describe('the arguments of the benchmark', () => {
  it('name rows, and files from where the person was', () => {
    const given = ['--quick', '--only', 'append-one', '--only', 'growth', '--json', '/tmp/x.json'];
    expect(BENCH.parse(given, { from: 'user' }).opts()).toEqual({
      ...{ quick: true, only: ['append-one', 'growth'], json: '/tmp/x.json' },
    });
  });

  it('leave the slow rows out of a quick run, unless one is asked for', () => {
    expect(namesOf([], false)).toContain('growth');
    expect(namesOf([], true)).not.toContain('growth');
    expect(namesOf(['growth'], true)).toEqual(['growth']);
  });

  it('are refused when they name no row', () => {
    expect(() => chosenRows(['nothing'], false)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
