import { globSync } from 'node:fs';
import { runTool, tool, ToolError } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { workspaceRoot } from './library';

const about =
  'Gives the packages the next version and CHANGELOG.md its entry, from the plans in .nx/version-plans (npx nx release ' +
  'plan writes one). Nothing is committed, tagged or sent anywhere.';

const release = async ({ dryRun }: { readonly dryRun?: true }): Promise<void> => {
  if (globSync('.nx/version-plans/*.md', { cwd: workspaceRoot }).length === 0) {
    console.log('Nothing to release: there is no plan. After a change that users see: npx nx release plan');
    return;
  }
  const { failed } = await execa('nx', ['release', '--skip-publish', ...(dryRun ? ['--dry-run'] : [])], {
    cwd: workspaceRoot,
    preferLocal: true,
    stdio: 'inherit',
    reject: false,
  });
  if (failed) throw new ToolError('step-failed', 'nx release failed: see above.');
};

await runTool(
  tool('npm run release', about).option('--dry-run', 'show it, and write nothing').action(release),
);
