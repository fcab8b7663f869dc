import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { inFolderWith, workspaceRoot } from './planted.fixture';

const config = join(workspaceRoot, 'tools/boundaries/rules/circles.cjs');

/** The circles that the check reports, its colours and arrows left out. */
const circlesAmong = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  inFolderWith(files, ['tsconfig.base.json'], async (cwd) => {
    const args = ['--config', config, '--output-type', 'json', 'libs'];
    const { stdout } = await execa('depcruise', args, {
      cwd,
      preferLocal: true,
      localDir: workspaceRoot,
      reject: false,
    });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return summary.violations.map(({ rule }) => rule.name);
  });

describe('files that import each other', () => {
  it('are refused', async () => {
    const files = {
      'libs/event-store/src/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
      'libs/event-store/src/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
    };
    expect(await circlesAmong(files)).toEqual(['no-circles']);
  });

  it('are refused though types are all that they import', async () => {
    const files = {
      'libs/event-store/src/a.ts': "import type { B } from './b';\nexport type A = { b?: B };\n",
      'libs/event-store/src/b.ts': "import type { A } from './a';\nexport type B = { a?: A };\n",
    };
    expect(await circlesAmong(files)).toEqual(['no-circles']);
  });

  it("are refused though a room's index and a library's name lie between them", async () => {
    const files = {
      'libs/event-store/src/index.ts': "export { a } from './log';\n",
      'libs/event-store/src/log/index.ts': "export { a } from './a';\n",
      'libs/event-store/src/log/a.ts':
        "import { b } from '@event-sourcing/event-store/nest';\nexport const a = () => b;\n",
      'libs/event-store/src/nest/index.ts': "import { a } from '../log';\nexport const b = () => a;\n",
    };
    expect(await circlesAmong(files)).toEqual(['no-circles']);
  });

  it('are not those that only import the same file', async () => {
    const files = {
      'libs/event-store/src/a.ts': "import { c } from './c';\nexport const a = () => c;\n",
      'libs/event-store/src/b.ts':
        "import { a } from './a';\nimport { c } from './c';\nexport const b = [a, c];\n",
      'libs/event-store/src/c.ts': 'export const c = 1;\n',
    };
    expect(await circlesAmong(files)).toEqual([]);
  });
});
