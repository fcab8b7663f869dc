import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder of the workspace's package.json. */
export const workspaceRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The event store. */
export const library = join(workspaceRoot, 'libs/event-store');

/** Where the generators and their templates are. */
export const generators = join(workspaceRoot, 'libs/generators');

/** Where the tarballs go, and beside them the folders that they are made of. */
export const packages = join(workspaceRoot, 'dist/packages');

/** The folders that are packed. */
export const staged = join(packages, 'event-store');
export const stagedCreate = join(packages, 'create');

/** Where the sources of an entry point begin, by its name in the package: `.` is `index`. */
const sourceOf = (entry: string): string =>
  join(library, 'src', entry === 'index' ? 'index.ts' : `${entry}/index.ts`);

const Manifest = z.object({ exports: z.record(z.string(), z.unknown()) });

/** The entry points that the manifest exports, with the files that they begin in. */
export const entryPoints = async (): Promise<Readonly<Record<string, string>>> => {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(library, 'package.json'), 'utf8')));
  const names = Object.keys(manifest.exports)
    .filter((path) => path !== './package.json')
    .map((path) => (path === '.' ? 'index' : path.slice('./'.length)));
  return Object.fromEntries(names.map((name) => [name, sourceOf(name)]));
};
