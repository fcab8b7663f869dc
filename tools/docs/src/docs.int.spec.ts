import { beforeAll, describe, expect, it } from '@jest/globals';
import { readPage } from './page';
import { brokenLinks, staleNames } from './stale';
import { readText, readWorkspace, type Workspace } from './workspace';

/** Of the software that its readers come from. */
const speaksOfOthers = (path: string): boolean => path.startsWith('docs/coming-from/');

describe('the documentation', () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await readWorkspace();
  });

  it('names what the code has, and links to what is there', () => {
    const pages = [...workspace.paths].filter((path) => path.endsWith('.md'));
    const faults = pages.flatMap((path) => {
      const page = readPage(readText(path));
      const names = speaksOfOthers(path) ? [] : staleNames(page, workspace);
      return [...names, ...brokenLinks(path, page, workspace)].map((what) => `${path}: ${what}`);
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['an export', 'EventStore', 'EventShop'],
    ['a member of one', 'EventStore.decide', 'EventStore.deliberate'],
    ['a decorator', '@InjectProjection', '@InjectProject'],
    ['a function', 'memoryStore()', 'memoryShop()'],
    ['an error code', 'append-condition-failed', 'append-condition-fails'],
    ['a variable of the environment', 'MONGODB_URI', 'MONGODB_ADDRESS'],
    ['a script', 'npm run bench -- --quick', 'npm run benches -- --quick'],
    ['a file', 'libs/event-store/src/index.ts', 'libs/event-store/src/indexes.ts'],
    ['the end of a path', 'decisions/decide.ts', 'decisions/decides.ts'],
    ['a folder', 'subscriptions/', 'subscription/'],
    ['a folder of whatever name', 'apps/<service>', 'app/<service>'],
  ])('is told when it names %s that is not there', (_what, there, missing) => {
    const page = readPage(`Look at \`${there}\` and, in a table:\n\n| a |\n| - |\n| \`${missing}\` |\n`);
    expect(staleNames(page, workspace)).toEqual([missing]);
  });

  it('is told when it links to what is not there', () => {
    const page = readPage(
      '[a](../README.md), [b](decisions), [c](https://example.com/x.md), [d](gone.md#there)',
    );
    expect(brokenLinks('docs/glossary.md', page, workspace)).toEqual(['gone.md#there']);
  });

  it('may name what is of Node, of MongoDB and of Nest, and say in code what is no name', () => {
    const page = readPage(
      '`AbortSignal`, `@EventsHandler`, `getMore`, `$or`, `decide`, `GET /accounts/{id}`, `w: majority`',
    );
    expect(staleNames(page, workspace)).toEqual([]);
  });
});
