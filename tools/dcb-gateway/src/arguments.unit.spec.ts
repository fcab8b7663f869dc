import { describe, expect, it } from '@jest/globals';
import { parseGatewayArguments, UsageError } from './arguments';

describe('the arguments of npm run dcb-gateway', () => {
  it('name a port and a folder', () => {
    expect(parseGatewayArguments(['--data', '/data', '--port', '4000'])).toEqual({
      dataDir: '/data',
      port: 4_000,
    });
    expect(parseGatewayArguments(['--data', '/data'])).toEqual({ dataDir: '/data', port: 3_000 });
    expect(parseGatewayArguments(['--help'])).toBe('help');
  });

  it.each([
    [[]],
    [['--data']],
    [['--data', '/d', '--port', '70000']],
    [['--data', '/d', '--port', '1.5']],
    [['--data', '/d', '--prot', '1']],
    [['/d']],
  ])('are refused when they are %j', (args) => {
    expect(() => parseGatewayArguments(args)).toThrow(UsageError);
  });
});
