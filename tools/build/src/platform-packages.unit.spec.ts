import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readLock } from './manifest';
import { completeLock, missingPackages, platformOf } from './platform-packages';
import { workspaceRoot } from '@event-sourcing/tools-kit';

describe('packages for other platforms', () => {
  it('are all in the lock of this workspace, or npm ci refuses it', async () => {
    const lock = await readLock(join(workspaceRoot, 'package-lock.json'));
    // Remedy: npm run lock:complete
    expect(missingPackages(lock)).toEqual([]);
  });

  it.each([
    ['@rolldown/binding-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@swc/core-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['@swc/core-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
    ['@unrs/resolver-binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@rolldown/binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['fsevents', {}],
  ])('say in their names where they run: %s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });

  it('are added where the lock names them without holding them, and nothing else changes', () => {
    const tool = {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { 't-darwin-x64': '1.0.0', 't-linux-x64': '1.0.0' },
    };
    const present = { version: '1.0.0', integrity: 'sha512-x', optional: true };
    const lock = {
      lockfileVersion: 3,
      packages: { 'node_modules/t': tool, 'node_modules/t-linux-x64': present },
    };
    expect(completeLock(lock)).toEqual({
      lockfileVersion: 3,
      packages: {
        'node_modules/t': tool,
        'node_modules/t-darwin-x64': {
          version: '1.0.0',
          os: ['darwin'],
          cpu: ['x64'],
          dev: true,
          optional: true,
        },
        'node_modules/t-linux-x64': present,
      },
    });
  });
});
