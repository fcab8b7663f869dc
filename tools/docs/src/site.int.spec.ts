import { beforeAll, describe, expect, it } from '@jest/globals';
import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inTemporaryFolder, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { siteFaults } from './site/dead-links';

const site = join(workspaceRoot, 'dist/docs');

describe('the documentation site', () => {
  beforeAll(async () => {
    await execa('npm', ['run', 'docs'], { cwd: workspaceRoot });
  }, 300_000);

  it('has every page of the folder', () => {
    const built = new Set(globSync('**/*.html', { cwd: site }));
    const pages = globSync('**/*.md', { cwd: join(workspaceRoot, 'docs') });
    const expected = pages.map((path) => path.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html'));
    expect(expected.filter((path) => !built.has(path))).toEqual([]);
  });

  it('has no dead link, loads nothing from elsewhere, and leads to each of its pages', () => {
    expect(siteFaults(site)).toEqual({ dead: [], foreign: [], orphans: [] });
  });
});

describe('what holds a site against itself', () => {
  it('finds a link to no page, one to no place of a page, what is loaded from elsewhere, and a page nobody leads to', () =>
    inTemporaryFolder('site', async (folder) => {
      const pages = {
        'index.html': '<a href="/a.html">a</a><a href="gone.html">b</a><a href="folder/#there">c</a>',
        'a.html': '<h1 id="one"></h1><a href="#one">d</a><a href="index.html#two">e</a>',
        'folder/index.html': '<h1 id="there"></h1><script src="https://example.com/x.js"></script>',
        'alone.html': '<a href="alone.html">f</a><a href="https://example.com/elsewhere">g</a>',
      };
      for (const [path, text] of Object.entries(pages)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      expect(siteFaults(folder)).toEqual({
        dead: ['a.html: index.html#two', 'index.html: gone.html'],
        foreign: ['folder/index.html: https://example.com/x.js'],
        orphans: ['alone.html'],
      });
    }));
});
