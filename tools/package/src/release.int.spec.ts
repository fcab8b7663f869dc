import { describe, expect, it } from '@jest/globals';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';

const TIMEOUT_MS = 120_000;
const plans = globSync('.nx/version-plans/*.md', { cwd: workspaceRoot });
const changelog = join(workspaceRoot, 'CHANGELOG.md');
const manifest = join(workspaceRoot, 'libs/event-store/package.json');
const written = () => Promise.all([readFile(changelog, 'utf8'), readFile(manifest, 'utf8')]);

describe('a release', () => {
  it(
    'shows at a dry run what it would write, offline, and writes nothing',
    async () => {
      const before = await written();
      // Whoever asks the network is refused there at once.
      const nowhere = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' };
      const { all } = await execa('npm', ['run', 'release', '--', '--dry-run'], {
        cwd: workspaceRoot,
        env: nowhere,
        all: true,
      });
      const shown = stripVTControlCharacters(all);
      expect(shown).toContain(plans.length === 0 ? 'Nothing to release' : 'CHANGELOG.md [dry-run]');
      expect(await written()).toEqual(before);
    },
    TIMEOUT_MS,
  );

  it('has its entry in the changelog', async () => {
    const [entries, { version }] = [
      await readFile(changelog, 'utf8'),
      JSON.parse(await readFile(manifest, 'utf8')),
    ];
    const released = [...entries.matchAll(/^## (\S+) \(/gm)].map(([, each]) => each);
    expect(released[0]).toBe(version);
  });
});
