import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Link {
  readonly text: string;
  readonly link: string;
}

interface Section {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: readonly Link[];
}

/** Pages in the order in which they are read; `folder/*` are those of a folder that are named nowhere else. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  Start: ['start/generators', 'start/first-decision', 'guides/course-subscriptions'],
  Concepts: [
    'concepts/log',
    'concepts/decisions',
    'concepts/races',
    'concepts/read-models',
    'concepts/reactions',
  ],
  Guides: ['guides/modelling', 'guides/testing', 'guides/mistakes'],
  Recipes: ['recipes/*'],
  'Coming from': ['coming-from/*'],
  Operating: ['guides/operating', 'guides/*', 'performance'],
  Reference: ['glossary', 'events/README', '*'],
  'Errors, by code': ['errors/README', 'errors/*'],
  'Decision records': ['decisions/README', 'decisions/*'],
};

/** The first page of the site leads here, and is not beside anything. */
const NAMED = new Set(['index', ...Object.values(SECTIONS).flat()]);

/** Those that are looked up, not read. */
const COLLAPSED = new Set(['Errors, by code', 'Decision records']);

/** What stands beside every page. @param docs the folder of the pages */
export const sidebar = (docs: string): Section[] =>
  Object.entries(SECTIONS).map(([text, paths]) => ({
    text,
    ...(COLLAPSED.has(text) && { collapsed: true }),
    items: paths.flatMap((path) => pagesAt(docs, path)),
  }));

const pagesAt = (docs: string, path: string): Link[] =>
  globSync(`${path}.md`, { cwd: docs })
    .map((file) => file.replace(/\.md$/, ''))
    .filter((page) => page === path || !NAMED.has(page))
    .sort()
    .map((page) => ({ text: titleOf(join(docs, `${page}.md`)), link: `/${page.replace(/README$/, '')}` }));

const titleOf = (file: string): string =>
  (/^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file).replaceAll('`', '');
