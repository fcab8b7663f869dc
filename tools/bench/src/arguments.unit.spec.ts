import { describe, expect, it } from '@jest/globals';
import { parseBenchArguments } from './arguments';

describe('the arguments of the benchmark', () => {
  it('name rows, and files from where the person was', () => {
    expect(parseBenchArguments(['--quick', '--only', 'append-one', '--json', '/tmp/x.json'])).toMatchObject({
      quick: true,
      only: ['append-one'],
      json: '/tmp/x.json',
    });
    expect(parseBenchArguments(['--help'])).toBe('help');
  });

  it.each([[['--only', 'nothing']], [['--fast']], [['append-one']]])('refuse %j', (args) => {
    expect(() => parseBenchArguments(args)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
