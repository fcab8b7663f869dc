import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool, tool, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import pLimit from 'p-limit';
import { type LockedPackage, packagesWithoutIntegrity, withIntegrity } from './lock-integrity';
import { readLock } from './manifest';
import { completeLock, missingPackages } from './platform-packages';

const about =
  'Puts packages for other platforms back into package-lock.json, after an npm install from a registry without them, ' +
  'and the checksums of those that it does not install here.';

const fewAtOnce = pLimit(8);

const integrityOf = ({ name, version }: LockedPackage): Promise<string | undefined> =>
  fewAtOnce(async () => {
    const { stdout } = await execa('npm', ['view', `${name}@${version}`, 'dist.integrity'], {
      reject: false,
    });
    return stdout === '' ? undefined : stdout;
  });

const complete = async (): Promise<void> => {
  const file = join(workspaceRoot, 'package-lock.json');
  const lock = await readLock(file);
  const completed = await withIntegrity(completeLock(lock), integrityOf);
  await writeFile(file, `${JSON.stringify(completed, null, 2)}\n`);
  // npm writes the file once more, in its own order.
  const args = ['install', '--package-lock-only', '--offline', '--ignore-scripts'];
  await execa('npm', args, { cwd: workspaceRoot });
  console.log(`package-lock.json: ${missingPackages(lock).length} packages for other platforms added`);
  for (const { name, version } of packagesWithoutIntegrity(completed))
    console.log(`${name}@${version} has no checksum: the registry does not have it`);
};

await runTool(tool('npm run lock:complete', about).action(complete));
