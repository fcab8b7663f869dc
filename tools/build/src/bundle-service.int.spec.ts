import { workspaceRoot } from '@event-sourcing/tools-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleService } from './bundle-service';
import { readLock, readManifest } from './manifest';

const run = promisify(execFile);

describe('bundling a service', () => {
  let outDir: string;

  beforeAll(async () => {
    // Inside the workspace, so that the bundle finds its packages without installing them.
    await mkdir(join(workspaceRoot, 'dist'), { recursive: true });
    outDir = await mkdtemp(join(workspaceRoot, 'dist/fixture-'));
    const fixture = join(workspaceRoot, 'tools/build');
    const entry = join(fixture, 'fixture/src/main.ts');
    await bundleService({
      name: 'fixture',
      entry,
      tsconfig: join(fixture, 'tsconfig.json'),
      outDir,
    });
  });

  afterAll(() => rm(outDir, { recursive: true, force: true }));

  it('keeps what Nest needs to inject by type, and the names of classes', async () => {
    const { stdout } = await run(process.execPath, [join(outDir, 'main.js')]);
    expect(stdout).toBe('Hello Caller\n');
  });

  it('inlines the sources and names exactly the packages that it uses at run time, at exact versions', async () => {
    const { dependencies } = await readManifest(join(outDir, 'package.json'));
    expect(Object.keys(dependencies)).toEqual(['@nestjs/common', '@nestjs/core', 'reflect-metadata']);
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('locks what these need, peers included, at the versions of the workspace, and nothing for development', async () => {
    const own = await readLock(join(outDir, 'package-lock.json'));
    const whole = await readLock(join(workspaceRoot, 'package-lock.json'));
    const names = Object.keys(own.packages).filter((name) => name !== '');
    expect(names).toContain('node_modules/rxjs');
    expect(names).not.toContain('node_modules/mongodb');
    for (const name of names) {
      expect(own.packages[name]?.version).toBe(whole.packages[name]?.version);
      expect(own.packages[name]?.dev).toBeUndefined();
    }
  });

  it('writes a lock that names no place to download from', async () => {
    expect(await readFile(join(outDir, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });

  it('writes a source map', async () => {
    expect(await readFile(join(outDir, 'main.js.map'), 'utf8')).toContain('greeter.ts');
  });
});
