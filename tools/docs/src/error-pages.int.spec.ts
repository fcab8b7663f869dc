import { describe, expect, it } from '@jest/globals';
import { globSync } from 'node:fs';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { errorCodes } from './error-codes';
import { readPage } from './page';
import { readText } from './workspace';

const codes = errorCodes(readText('libs/event-store/src/contract/error-facts.ts')).toSorted();
const pages = globSync('docs/errors/*.md', { cwd: workspaceRoot }).filter(
  (path) => !path.endsWith('README.md'),
);

describe('the pages about errors', () => {
  it('are one for each code', () => {
    expect(codes).toContain('outcome-unknown');
    expect(pages.toSorted()).toEqual(codes.map((code) => `docs/errors/${code}.md`));
  });

  it('are all in the list', () => {
    expect(readPage(readText('docs/errors/README.md')).links).toEqual(codes.map((code) => `${code}.md`));
  });

  it.each(pages)('say what an error means, why it happens, and what to do: %s', (path) => {
    const [title, meaning, ...headings] = readText(path)
      .split('\n\n')
      .filter((part) => !part.startsWith('- '));
    expect(title).toMatch(/^# `[\w-]+`$/);
    expect(meaning).toMatch(/\.$/);
    expect(headings).toEqual(['## Why it happens', '## What to do']);
  });
});
