import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'tsdown';
import { generators, staged, stagedCreate, workspaceRoot } from './library';

const NX = ['init', 'domain', 'service', 'projection', 'reaction'];

/** Puts the generators for Nx into the staged event store, by whose name Nx finds them, and stages what npx runs. */
export const buildGenerators = async (): Promise<void> => {
  await rm(stagedCreate, { recursive: true, force: true });
  await mkdir(stagedCreate, { recursive: true });
  for (const folder of [staged, stagedCreate]) await copyTemplates(folder);

  await copyFile(join(generators, 'generators.json'), join(staged, 'generators.json'));
  await cp(join(generators, 'schemas'), join(staged, 'schemas'), { recursive: true });
  await build({
    ...COMMON,
    cwd: staged,
    entry: Object.fromEntries(NX.map((name) => [name, join(generators, `src/nx/${name}.ts`)])),
    outDir: join(staged, 'dist/generators'),
    // Nx loads generators by require.
    format: 'cjs',
  });

  await copyFile(join(generators, 'package.json'), join(stagedCreate, 'package.json'));
  await copyFile(join(workspaceRoot, 'LICENSE'), join(stagedCreate, 'LICENSE'));
  await build({
    ...COMMON,
    cwd: stagedCreate,
    entry: { bin: join(generators, 'src/bin.ts') },
    outDir: join(stagedCreate, 'dist'),
    format: 'esm',
    banner: '#!/usr/bin/env node',
  });
};

const copyTemplates = (folder: string): Promise<void> =>
  cp(join(generators, 'templates'), join(folder, 'templates'), { recursive: true });

const COMMON = {
  config: false,
  tsconfig: join(generators, 'tsconfig.json'),
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  logLevel: 'warn',
  checks: { bundlerTimings: false },
  failOnWarn: true,
} as const;
