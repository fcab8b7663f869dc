import { workspaceRoot } from '@event-sourcing/tools-kit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { z } from 'zod';

const manifest: unknown = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(manifest);

/** Runs a script's command as npm does, with more words behind it. */
const run = (script: string, words: string) =>
  execa(`${script} ${words}`, { cwd: workspaceRoot, shell: true, preferLocal: true, reject: false });

/** What these do not do without. */
const REQUIRED = new Map([
  ['dcb-gateway', '--data x'],
  ['events:record', '--release x'],
  ['token', '--sub x'],
]);

/** What these are a short name for: its help is theirs. */
const SHORT_FOR = new Map([['overload', 'soak']]);

describe.each(Object.entries(scripts))('npm run %s', (name, script) => {
  it('explains itself when it is asked for help, and does nothing else', async () => {
    const { exitCode, stdout } = await run(script, '--help');
    expect(stdout).toMatch(new RegExp(`^Usage: npm (run )?${SHORT_FOR.get(name) ?? name} -- `));
    expect(exitCode).toBe(0);
  }, 120_000);

  it('names an option that it does not know, and ends with 2', async () => {
    const { exitCode, stdout, stderr } = await run(script, `${REQUIRED.get(name) ?? ''} --no-such-option`);
    expect(stderr).toContain("'--no-such-option'");
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  }, 120_000);
});
