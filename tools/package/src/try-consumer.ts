import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { Consumer } from './consumers';

/** What a consumer is tried with. */
export interface Trial {
  readonly tarball: string;
  /** The files of the page, by their names. */
  readonly page: ReadonlyMap<string, string>;
  /** Of the engine. */
  readonly uri: string;
}

/** What has run in a consumer, in lines for people. */
export type Ran = readonly string[];

/**
 * Makes a project outside of the workspace, installs the package there, compiles strictly and runs what it has.
 * @throws Error with the output of what did not succeed
 */
export const tryConsumer = async (consumer: Consumer, { tarball, page, uri }: Trial): Promise<Ran> => {
  const folder = await mkdtemp(join(tmpdir(), 'consumer-'));
  const run = execa({
    cwd: folder,
    all: true,
    env: { MONGODB_URI: uri },
    preferLocal: true,
    localDir: folder,
  });
  try {
    await writeProject(folder, consumer, tarball, page);
    const startedAt = performance.now();
    await run('npm', [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
    ]);
    const installed = Math.round((performance.now() - startedAt) / 1_000);
    await run('tsc');
    const [command = '', ...args] = consumer.run;
    const { all } = await run(command, args);
    return [
      `${consumer.name}: installed in ${installed} s, tsc --strict nodenext, ${consumer.run.join(' ')}`,
      ...all
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => `    ${line}`),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const writeProject = async (
  folder: string,
  { type, dependencies, files, own = {}, types = [] }: Consumer,
  tarball: string,
  page: ReadonlyMap<string, string>,
): Promise<void> => {
  await mkdir(join(folder, 'src'));
  const manifest = {
    private: true,
    type,
    dependencies: { ...dependencies, '@event-sourcing/event-store': `file:${tarball}` },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: compilerOptions(types), include: ['src'] }),
  );
  for (const name of files) {
    const text = page.get(name) ?? page.get(`src/${name}`);
    if (text === undefined) throw new Error(`The page has no file ${name}.`);
    await mkdir(dirname(join(folder, 'src', name)), { recursive: true });
    await writeFile(join(folder, 'src', name), text);
  }
  for (const [name, text] of Object.entries(own)) await writeFile(join(folder, 'src', name), text);
};

const compilerOptions = (types: readonly string[]) => ({
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  // Types of other packages are theirs to keep right; those of the package are checked where it is built.
  skipLibCheck: true,
  types: ['node', ...types],
  rootDir: 'src',
  outDir: 'dist',
});
