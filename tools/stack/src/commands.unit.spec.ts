import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { assertPortsExist, startCommand } from './commands';

describe('the options of npm start', () => {
  it('have defaults', () => {
    const defaults = { data: join(workspaceRoot, '.data'), portBase: 3000, instances: 1, verbose: false };
    expect(startCommand.parse([], { from: 'user' }).opts()).toEqual(defaults);
  });

  it('keep every copy below the last port', () => {
    const check = (portBase: number, instances: number) => () => assertPortsExist({ portBase, instances });
    expect(check(65_497, 4)).not.toThrow();
    expect(check(65_498, 4)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('from 1 to 65497') }),
    );
  });
});
