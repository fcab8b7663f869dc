import { workspaceRoot } from '@event-sourcing/tools-kit';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the pages are held against. */
export interface Workspace {
  /** Files and folders, from the root. */
  readonly paths: ReadonlySet<string>;
  /** The scripts of package.json. */
  readonly scripts: ReadonlySet<string>;
  /** What the files of libraries and services export, and the types of events that they name. */
  readonly exported: ReadonlySet<string>;
  /** Every word of the sources, those with hyphens too. */
  readonly words: ReadonlySet<string>;
}

export const readText = (path: string): string => readFileSync(join(workspaceRoot, path), 'utf8');

const builtOrFetched = new Set(['node_modules', 'dist', '.git', '.nx', '.data', 'coverage']);

const pathsOf = async (): Promise<readonly string[]> => {
  const exclude = (name: string): boolean => builtOrFetched.has(name.slice(name.lastIndexOf('/') + 1));
  const patterns = '{*,.ci/**,.*ignore,{apps,deploy,docs,findings,libs,tools}/**}';
  const paths: string[] = [];
  for await (const path of glob(patterns, { cwd: workspaceRoot, exclude })) paths.push(path);
  return paths;
};

const isSource = (path: string): boolean =>
  /\.(ts|mjs|cjs|json|yml|sh)$/.test(path) && !path.startsWith('tools/docs/') && path !== 'package-lock.json';

const isOurs = (path: string): boolean => /^(apps|libs)\/.*\.ts$/.test(path);

/** Exports, and what a constant holds, since an event's type is named by its text. */
const exportsOf = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /^export (?:abstract )?(?:class|const|function|interface|type) (\w+)(?: = '(\w+)';$)?/gm,
    ),
  ].flatMap(([, name, value]) => [name ?? [], value ?? []].flat());

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z_$][\w$]*(?:-[\w$]+)*/g) ?? [];

export const readWorkspace = async (): Promise<Workspace> => {
  const paths = await pathsOf();
  const texts = paths.filter(isSource).map(readText);
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readText('package.json')));
  return {
    paths: new Set(paths),
    scripts: new Set(Object.keys(scripts)),
    exported: new Set(paths.filter(isOurs).flatMap((path) => exportsOf(readText(path)))),
    words: new Set(texts.flatMap((text) => wordsOf(text))),
  };
};
