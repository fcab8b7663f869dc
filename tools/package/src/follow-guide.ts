import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inTemporaryFolder } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { commandsIn, filesIn } from './code-blocks';
import { workspaceRoot } from './library';

/** Ends at the first command that fails, and takes along what still runs in the background. */
const AS_TYPED = `set -euo pipefail
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
`;

const QUIETLY = {
  npm_config_prefer_offline: 'true',
  npm_config_ignore_scripts: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_loglevel: 'error',
};

/**
 * Does what a guide says in an empty folder outside of the workspace: writes the files that it names, types its commands.
 * @param guide the name of a page of `docs/guides`
 * @param env what the page says that its reader has
 * @returns all that was printed
 * @throws Error with what was printed, when a command fails
 */
export const followGuide = async (guide: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const page = await readFile(join(workspaceRoot, 'docs/guides', `${guide}.md`), 'utf8');
  return inTemporaryFolder('guide', async (parent) => {
    // npm names a package for its folder, in small letters only.
    const folder = join(parent, guide);
    for (const [name, text] of filesIn(page)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const { all } = await execa('bash', ['-c', AS_TYPED + commandsIn(page)], {
      cwd: folder,
      all: true,
      env: { ...QUIETLY, ...env },
    });
    // Whoever runs it may ask for colours (FORCE_COLOR).
    return stripVTControlCharacters(all);
  });
};
