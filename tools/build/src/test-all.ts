import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { leftOut, missingPrograms, runTool, tool, workspaceRoot } from '@event-sourcing/tools-kit';
import { execa } from 'execa';
import { z } from 'zod';
import { closingLine, readTotals, sumTotals } from './test-totals';

const about = "Runs every project's tests, then prints one line for each and one for all of them.";

const testAll = async (): Promise<void> => {
  const folder = join(workspaceRoot, 'dist/test-results');
  await rm(folder, { recursive: true, force: true });

  const nx = execa({ cwd: workspaceRoot, preferLocal: true });
  const { stdout } = await nx('nx', ['show', 'projects', '--withTarget', 'test', '--json']);
  const projects = z.array(z.string()).parse(JSON.parse(stdout)).sort();
  console.log(`Testing ${projects.length} projects, two at a time: ${projects.join(', ')}`);

  const args = ['run-many', '-t', 'test', '--parallel=2', '--output-style=stream'];
  const { exitCode } = await nx('nx', args, { stdio: ['ignore', 'inherit', 'inherit'], reject: false });

  const totals = await readTotals(folder);
  const sum = sumTotals(projects, totals);
  // Once more at the end: a failure among a thousand lines is not found, and one that comes seldom not seen again.
  for (const failure of sum.failures) console.log(`\nFAILED ${failure}`);
  console.log();
  for (const project of projects) {
    const one = totals.get(project);
    console.log(`${project.padEnd(20)} ${one === undefined ? 'died without a result' : closingLine(one)}`);
  }
  for (const line of leftOut(missingPrograms())) console.log(line);
  process.exitCode = exitCode === 0 && sum.failed === 0 && sum.passed > 0 ? 0 : 1;
  console.log(`\n${closingLine(sum)}`);
};

await runTool(tool('npm test', about).action(testAll));
