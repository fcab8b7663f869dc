import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoEventStore } from '@event-sourcing/event-store';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { MongoClient } from 'mongodb';
import { z } from 'zod';

const Manifest = z.looseObject({ dependencies: z.record(z.string(), z.string()) });
const dbName = `es-build-${randomUUID()}`;
let client: MongoClient;
let out: string;

beforeAll(async () => {
  // Inside the workspace, so that it finds its packages without installing them.
  await mkdir(join(workspaceRoot, 'dist'), { recursive: true });
  out = await mkdtemp(join(workspaceRoot, 'dist/es-'));
  await execa(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'build.ts'), '--out', out]);
  client = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const store = await MongoEventStore.open(client, dbName);
  await store.append({ events: [{ type: 'Happened', version: 1, tags: ['a:1'], data: {} }] });
  await store.close();
}, 120_000);

afterAll(async () => {
  await client.db(dbName).dropDatabase();
  await client.close();
  await rm(out, { recursive: true });
});

const es = (...args: readonly string[]) =>
  execa(process.execPath, [join(out, 'es.js'), ...args], { reject: false });

describe('es as a package', () => {
  it('names its bin, and exactly what it needs beside it', async () => {
    const manifest = Manifest.parse(JSON.parse(await readFile(join(out, 'package.json'), 'utf8')));
    expect(manifest).toMatchObject({ name: '@event-sourcing/es', bin: { es: './es.js' } });
    expect(Object.keys(manifest.dependencies)).toEqual(
      expect.arrayContaining(['commander', 'mongodb', 'zod']),
    );
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('reads a log', async () => {
    const { stdout, exitCode } = await es('read', '--db', dbName, '--tag', 'a:1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ position: 1, type: 'Happened' });
    expect(exitCode).toBe(0);
  }, 60_000);

  it.each(['bash', 'zsh', 'fish'])(
    'completes in %s',
    async (shell) => {
      const { stdout } = await es('completion', shell);
      expect(stdout).toContain('complete --');
      if (shell === 'bash') await execa('bash', ['-n'], { input: stdout });
    },
    60_000,
  );

  it('offers commands, options, and what an option can be', async () => {
    const offered = async (...words: readonly string[]) =>
      (await es('complete', '--', ...words)).stdout.split('\n').map((line) => line.split('\t')[0]);
    expect(await offered('re')).toEqual(expect.arrayContaining(['read', 'reactions']));
    expect(await offered('reactions', 'p')).toEqual(expect.arrayContaining(['parked', 'pause']));
    expect(await offered('read', '--ty')).toContain('--type');
  }, 60_000);
});
