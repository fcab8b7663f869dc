import { describe, expect, it } from '@jest/globals';
import { assertPortsExist, startCommand } from './commands';
import { DEFAULT_DATA_DIR } from './workspace';

describe('the options of npm start', () => {
  it('have defaults', () => {
    const defaults = { data: DEFAULT_DATA_DIR, portBase: 3000, instances: 1, verbose: false };
    expect(startCommand.parse([], { from: 'user' }).opts()).toEqual(defaults);
  });

  it('keep every copy below the last port', () => {
    const check = (portBase: number, instances: number) => () => assertPortsExist({ portBase, instances });
    expect(check(65_502, 4)).not.toThrow();
    expect(check(65_503, 4)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('from 1 to 65502') }),
    );
  });
});
