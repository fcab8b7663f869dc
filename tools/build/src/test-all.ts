import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { workspaceRoot } from './service';
import { closingLine, readTotals, sumTotals } from './test-totals';

// npm test: every project's tests, then one line for all of them.
const folder = join(workspaceRoot, 'dist/test-results');
await rm(folder, { recursive: true, force: true });

const listing = execFileSync('nx', ['show', 'projects', '--withTarget', 'test', '--json'], {
  cwd: workspaceRoot,
  encoding: 'utf8',
});
const projects = z.array(z.string()).parse(JSON.parse(listing)).sort();
console.log(`Testing ${projects.length} projects, two at a time: ${projects.join(', ')}`);

const run = spawn('nx', ['run-many', '-t', 'test', '--parallel=2', '--output-style=stream'], {
  cwd: workspaceRoot,
  stdio: ['ignore', 'inherit', 'inherit'],
});
await once(run, 'exit');

const totals = await readTotals(folder);
const sum = sumTotals(projects, totals);
// Once more at the end: a failure among a thousand lines is not found, and one that comes seldom not seen again.
for (const failure of sum.failures) console.log(`\nFAILED ${failure}`);
console.log();
for (const project of projects) {
  const one = totals.get(project);
  console.log(`${project.padEnd(20)} ${one === undefined ? 'died without a result' : closingLine(one)}`);
}
process.exitCode = run.exitCode === 0 && sum.failed === 0 && sum.passed > 0 ? 0 : 1;
console.log(`\n${closingLine(sum)}`);
