import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inTemporaryFolder, workspaceRoot } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { TestTotals } from './test-totals';

const reporter = join(workspaceRoot, 'tools/build/jest/totals-reporter.mjs');

/** Runs spec files as a project of their own, with a limit of three seconds, and half a second to leave. */
const runProject = (specs: Readonly<Record<string, string>>) =>
  inTemporaryFolder('totals', async (folder) => {
    for (const [name, content] of Object.entries(specs)) await writeFile(join(folder, name), content);
    const results = join(folder, 'results');
    await mkdir(results);
    const options = { folder: relative(workspaceRoot, results), limitMs: 3_000, leaveWithinMs: 500 };
    const config = { displayName: 'one', testMatch: ['**/*.js'], reporters: [[reporter, options]] };
    const jest = join(workspaceRoot, 'node_modules/jest/bin/jest.js');
    const args = ['--rootDir', folder, '--config', JSON.stringify(config), '--no-watchman'];
    const { signal, stderr } = await execa('node', [jest, ...args], { cwd: folder, reject: false });
    const totals: TestTotals = JSON.parse(await readFile(join(results, 'one.json'), 'utf8'));
    return { signal, stderr, totals };
  });

const WAITS = "it('waits', () => new Promise((resolve) => setTimeout(resolve, 60_000)), 60_000);";
const SPINS = "it('spins', () => { const end = Date.now() + 60_000; while (Date.now() < end); });";

describe('the totals of a project', () => {
  it('are what its specs did', async () => {
    const ran = await runProject({
      'a.js': "it('holds', () => {}); it.skip('waits', () => {});",
      'b.js': "it('fails', () => { throw new Error('so'); });",
    });

    expect(ran.totals).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
    expect(ran.totals.failures).toEqual([expect.stringContaining('b.js')]);
  });

  it.each([WAITS, SPINS])('name the spec at which it hangs, and the run ends (%s)', async (hangs) => {
    const ran = await runProject({ 'hangs.js': hangs });

    expect(ran.signal).toBe('SIGKILL');
    expect(ran.stderr).toMatch(/one has not ended: it is at .*hangs\.js/);
    expect(ran.totals).toMatchObject({ failed: 1, failures: [expect.stringContaining('hangs.js')] });
  });
  it('say of a run that does not leave when its specs are done that something goes on', async () => {
    const ran = await runProject({ 'leaves.js': "setInterval(() => {}, 1_000); it('holds', () => {});" });

    expect(ran.signal).toBe('SIGKILL');
    expect(ran.totals).toMatchObject({ passed: 1, failed: 1 });
    expect(ran.totals.failures).toEqual([expect.stringContaining('left something that goes on')]);
  });
});
