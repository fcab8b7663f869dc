import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool, tool, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { readLock } from './manifest';
import { completeLock, missingPackages } from './platform-packages';

const about =
  'Puts packages for other platforms back into package-lock.json, after an npm install from a registry without them.';

const complete = async (): Promise<void> => {
  const file = join(workspaceRoot, 'package-lock.json');
  const lock = await readLock(file);
  await writeFile(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  // npm writes the file once more, in its own order.
  const args = ['install', '--package-lock-only', '--offline', '--ignore-scripts'];
  await execa('npm', args, { cwd: workspaceRoot });
  console.log(`package-lock.json: ${missingPackages(lock).length} packages for other platforms added`);
};

await runTool(tool('npm run lock:complete', about).action(complete));
