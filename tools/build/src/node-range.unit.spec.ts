import { workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLock, readManifest } from './manifest';
import { packagesNotMadeFor } from './node-range';

const inWorkspace = (path: string): string => join(workspaceRoot, path);

describe('the Node that the workspace asks for', () => {
  it('is one that every package of the lock is made for, so that npm ci warns of none', async () => {
    const lock = await readLock(inWorkspace('package-lock.json'));
    const { engines } = await readManifest(inWorkspace('package.json'));
    // Remedy: narrow engines.node of package.json until it lies within the ranges of these packages.
    expect(packagesNotMadeFor(engines.node ?? '*', lock)).toEqual({});
  });

  it('is the same in package.json, in its lock, and on the page that a newcomer reads', async () => {
    const { engines } = await readManifest(inWorkspace('package.json'));
    const lock = await readLock(inWorkspace('package-lock.json'));
    expect(lock.packages['']?.engines?.node).toBe(engines.node);
    expect(await readFile(inWorkspace('README.md'), 'utf8')).toContain(`Node \`${engines.node}\``);
  });

  it('is held against each package, also where one is made for fewer lines, or from a later one on', () => {
    const lock = {
      packages: {
        '': { engines: { node: '>=30' } },
        'node_modules/any': {},
        'node_modules/older': { engines: { node: '>=14' } },
        'node_modules/even': { engines: { node: '^22.13||^24||>=26' } },
        'node_modules/even/node_modules/later': { engines: { node: '>=22.18.0' } },
        'node_modules/npm-only': { engines: { npm: '>=10' } },
      },
    };
    expect(packagesNotMadeFor('>=22.12.0', lock)).toEqual({
      'node_modules/even': '^22.13||^24||>=26',
      'node_modules/even/node_modules/later': '>=22.18.0',
    });
    expect(packagesNotMadeFor('^22.18.0 || ^24.11.0', lock)).toEqual({});
  });
});
