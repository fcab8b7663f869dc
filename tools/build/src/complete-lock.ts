import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeLock, missingPackages, parsePlatformLock } from './platform-packages';
import { workspaceRoot } from './service';

// npm run lock:complete, after an npm install from a registry that serves this platform's packages only.
const file = join(workspaceRoot, 'package-lock.json');
const lock = parsePlatformLock(await readFile(file, 'utf8'));
const missing = missingPackages(lock);
await writeFile(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
// npm writes the file once more, in its own order.
execFileSync('npm', ['install', '--package-lock-only', '--offline', '--ignore-scripts'], {
  cwd: workspaceRoot,
});
console.log(`package-lock.json: ${missing.length} packages for other platforms added`);
