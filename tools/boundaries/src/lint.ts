import { workspaceRoot } from '@event-sourcing/tools-kit';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

/** Tells which rules report a source text at a path of the workspace, where no such file needs to be. */
export type LintAt = (path: string, source: string) => Promise<readonly string[]>;

/**
 * The workspace's own ESLint configuration, on texts instead of files. Rules that need type information
 * are left out: a file that does not exist has no types.
 */
export const workspaceLint = async (): Promise<LintAt> => {
  // Without a graph the boundary rule reports nothing at all.
  await createProjectGraphAsync({ exitOnError: false });
  const eslint = new ESLint({ cwd: workspaceRoot, overrideConfig: [tseslint.configs.disableTypeChecked] });
  return async (path, source) => {
    const results = await eslint.lintText(source, { filePath: join(workspaceRoot, path) });
    return results.flatMap(({ messages }) =>
      messages
        .map(({ ruleId, message }) => ruleId ?? message)
        .filter((rule) => !rule.includes('unused-vars')),
    );
  };
};
