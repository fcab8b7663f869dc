import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { z } from 'zod';
import { inFolderWith, workspaceRoot } from './planted.fixture';

const named = z.array(z.object({ name: z.string() })).default([]);
const report = z.object({
  issues: z.array(
    z.object({
      file: z.string(),
      files: named,
      dependencies: named,
      devDependencies: named,
      exports: named,
      types: named,
    }),
  ),
});

/** What the check says that nobody uses, in a workspace of these files. */
const unusedAmong = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  inFolderWith({ 'package.json': '{}', ...files }, ['knip.json', 'tsconfig.base.json'], async (cwd) => {
    const { stdout } = await execa('knip', ['--reporter', 'json', '--no-config-hints'], {
      cwd,
      preferLocal: true,
      localDir: workspaceRoot,
      reject: false,
    });
    return report
      .parse(JSON.parse(stdout))
      .issues.flatMap(({ file, ...found }) =>
        Object.entries(found).flatMap(([kind, names]) => names.map(({ name }) => `${kind}: ${file} ${name}`)),
      )
      .sort();
  });

describe('what nobody uses', () => {
  it('is refused: a file, a package, an export and a type, also of an index', async () => {
    const files = {
      'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }',
      'apps/bank-command/src/main.ts':
        "import { a } from '../../../libs/planted/src/room';\nconsole.log(a);\n",
      'libs/planted/src/room/index.ts': "export { a, b } from './a';\n",
      'libs/planted/src/room/a.ts': 'export const a = 1;\nexport const b = 2;\nexport type C = 3;\n',
      'libs/planted/src/room/d.ts': 'export const d = 4;\n',
    };
    expect(await unusedAmong(files)).toEqual([
      'dependencies: package.json left-pad',
      'exports: libs/planted/src/room/a.ts b',
      'exports: libs/planted/src/room/index.ts b',
      'files: libs/planted/src/room/d.ts libs/planted/src/room/d.ts',
      'types: libs/planted/src/room/a.ts C',
    ]);
  });

  it('is not what the event store offers to others', async () => {
    const files = { 'libs/event-store/src/index.ts': 'export const a = 1;\n' };
    expect(await unusedAmong(files)).toEqual([]);
  });
});
