import { describe, expect, it } from '@jest/globals';
import { parseDemoArguments } from './arguments';

describe('the arguments of the demo', () => {
  it('tell a running stack from one of its own', () => {
    expect(parseDemoArguments(['--port-base', '4000'])).toEqual({ portBase: 4000 });
    expect(parseDemoArguments([])).toEqual({});
    expect(parseDemoArguments(['--help'])).toBe('help');
  });

  it.each([['--port-base', '70000'], ['--port-base', '3e3'], ['--ports', '1'], ['now']])(
    'refuse %s %s',
    (...args) => {
      expect(() => parseDemoArguments(args)).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );
});
