import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseResetArguments, parseStartArguments } from './arguments';
import { DEFAULT_DATA_DIR } from './workspace';

describe('the arguments of npm start', () => {
  it('have defaults', () => {
    const defaults = { dataDir: DEFAULT_DATA_DIR, portBase: 3000, instances: 1, verbose: false, help: false };
    expect(parseStartArguments([])).toEqual(defaults);
  });

  it('are all taken', () => {
    const args = ['--data', '/d', '--port-base', '4200', '--instances=3', '--verbose', '--help'];
    expect(parseStartArguments(args)).toEqual({
      dataDir: resolve('/d'),
      portBase: 4200,
      instances: 3,
      verbose: true,
      help: true,
    });
  });

  it.each([
    [['--ports', '4000'], "Unknown option '--ports'"],
    [['bank'], 'bank'],
    [['--instances', '0'], '--instances is an integer from 1 to 20, not "0".'],
    [['--instances', '2.5'], 'not "2.5"'],
    [['--instances', '21'], 'not "21"'],
    [['--port-base', '3e3'], 'not "3e3"'],
    [['--port-base', '65533'], '--port-base is an integer from 1 to 65532, not "65533".'],
    [['--port-base', '65503', '--instances', '4'], 'from 1 to 65502'],
    [['--data'], '--data'],
  ])('%j is refused', (args, message) => {
    expect(() => parseStartArguments(args)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => parseStartArguments(args)).toThrow(message);
  });
});

describe('the arguments of npm run reset', () => {
  it('are taken, and others refused', () => {
    expect(parseResetArguments(['--yes', '--data', '/d'])).toEqual({ dataDir: '/d', yes: true, help: false });
    expect(() => parseResetArguments(['--force'])).toThrow("Unknown option '--force'");
  });
});
