import { workspaceRoot } from '@event-sourcing/tools-kit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { execa } from 'execa';
import { z } from 'zod';

const manifest: unknown = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(manifest);

/** Runs a script's command as npm does, with more words behind it. */
const run = (script: string, words: string) =>
  execa(`${script} ${words}`, { cwd: workspaceRoot, shell: true, preferLocal: true, reject: false });

/** What these are a short name for: its help is theirs. */
const SHORT_FOR = new Map([['overload', 'soak']]);

it.each(Object.entries(scripts))(
  'npm run %s explains itself when it is asked for help, and does nothing else',
  async (name, script) => {
    const { exitCode, stdout } = await run(script, '--help');
    expect(stdout).toMatch(new RegExp(`^Usage: npm (run )?${SHORT_FOR.get(name) ?? name} -- `));
    expect(exitCode).toBe(0);
  },
  120_000,
);

/** All are made in one way, and each start takes a second: one without options, one that needs some, one with commands, a task. */
it.each([
  ['programs', ''],
  ['token', '--sub x'],
  ['soak', ''],
  ['lint', ''],
])(
  'npm run %s names an option that it does not know, and ends with 2',
  async (name, required) => {
    const { exitCode, stdout, stderr } = await run(scripts[name] ?? '', `${required} --no-such-option`);
    expect(stderr).toContain("'--no-such-option'");
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  },
  120_000,
);
