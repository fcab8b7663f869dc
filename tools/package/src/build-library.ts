import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError } from '@event-sourcing/tools-kit';
import { build } from 'tsdown';
import { entryPoints, library, staged, workspaceRoot } from './library';

/**
 * Makes the folder that is packed: ES modules and CommonJS, each with types and source maps of its own, held against
 * what `publint` and `arethetypeswrong` know of packages that do not load.
 */
export const buildLibrary = async (): Promise<void> => {
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  for (const file of [
    join(library, 'package.json'),
    join(library, 'README.md'),
    join(workspaceRoot, 'LICENSE'),
  ])
    await copyFile(file, join(staged, file.slice(file.lastIndexOf('/') + 1)));
  // Each message names the page about its code.
  await cp(join(workspaceRoot, 'docs/errors'), join(staged, 'docs/errors'), { recursive: true });

  await build({
    config: false,
    cwd: staged,
    entry: { ...(await entryPoints()) },
    tsconfig: join(library, 'tsconfig.json'),
    format: ['esm', 'cjs'],
    platform: 'node',
    target: 'node20',
    fixedExtension: false,
    dts: true,
    sourcemap: true,
    logLevel: 'warn',
    checks: { bundlerTimings: false },
    failOnWarn: true,
    publint: { strict: true },
    attw: { profile: 'strict', level: 'error' },
  });
  // So it says that a check has found something; it goes on.
  if (process.exitCode)
    throw new ToolError('step-failed', 'The package does not load everywhere: see above.');
};
