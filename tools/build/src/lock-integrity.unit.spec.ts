import { workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { packagesWithoutIntegrity, withIntegrity } from './lock-integrity';
import { readLock } from './manifest';

/** Optional, for platforms on which nobody has installed this workspace from a registry that has them. */
const NOT_IN_THE_REGISTRY = /^@yuku-toolchain\/(darwin|linux|win32)-(arm64|x64)$/;

describe('the checksums of a lock', () => {
  it('are there for every package of this workspace that a registry had', async () => {
    const lock = await readLock(join(workspaceRoot, 'package-lock.json'));
    // Remedy: npm run lock:complete
    const without = packagesWithoutIntegrity(lock).map(({ name }) => name);
    expect(without.filter((name) => !NOT_IN_THE_REGISTRY.test(name))).toEqual([]);
  });

  it('are asked for where they are missing, and only there', async () => {
    const lock = {
      packages: {
        '': { version: '1.0.0' },
        'node_modules/@a/b': { version: '2.0.0', dev: true },
        'node_modules/c': { version: '3.0.0', integrity: 'sha512-c' },
        'node_modules/c/node_modules/d': { version: '4.0.0' },
        'node_modules/e': { version: '5.0.0', inBundle: true },
        'node_modules/f': { link: true },
      },
    };
    const asked: string[] = [];
    const completed = await withIntegrity(lock, async ({ name, version }) => {
      asked.push(`${name}@${version}`);
      return name === 'd' ? undefined : `sha512-${name}`;
    });
    expect(asked).toEqual(['@a/b@2.0.0', 'd@4.0.0']);
    expect(completed.packages).toEqual({
      ...lock.packages,
      'node_modules/@a/b': { version: '2.0.0', dev: true, integrity: 'sha512-@a/b' },
    });
  });
});
