import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installInto } from './install-into';
import { runStep } from './run-step';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'install-spec-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('an installation', () => {
  it('is complete or not there', async () => {
    const target = join(home, 'engine-1.0');
    const failing = installInto(target, async (draft) => {
      writeFileSync(join(draft, 'half'), '');
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    expect(readdirSync(home)).toEqual([]);
    await installInto(target, async (draft) => writeFileSync(join(draft, 'whole'), ''));
    expect(readdirSync(target)).toEqual(['whole']);
  });

  it('that two do at once ends in that of the first to finish, for both', async () => {
    const target = join(home, 'engine-1.0');
    const { promise: slowMayEnd, resolve: letSlowEnd } = Promise.withResolvers<undefined>();
    const slow = installInto(target, async (draft) => {
      writeFileSync(join(draft, 'by'), 'slow');
      await slowMayEnd;
    });
    await installInto(target, async (draft) => writeFileSync(join(draft, 'by'), 'quick'));
    letSlowEnd(undefined);
    await slow;
    expect(readFileSync(join(target, 'by'), 'utf8')).toBe('quick');
  });

  it('clears away what a killed one left, and not what a live one makes', async () => {
    mkdirSync(join(home, '.engine-1.0-999999999-abc'));
    mkdirSync(join(home, `.engine-1.0-${process.pid}-abc`));
    await installInto(join(home, 'engine-1.0'), async () => undefined);
    expect(existsSync(join(home, '.engine-1.0-999999999-abc'))).toBe(false);
    expect(existsSync(join(home, `.engine-1.0-${process.pid}-abc`))).toBe(true);
  });
});

describe('a step of an installation', () => {
  const step = (code: string) => ({
    title: 'Working',
    command: process.execPath,
    args: ['-e', code],
    shows: /^Compiling/,
  });

  it('says what it does and shows the lines worth it', async () => {
    const lines: string[] = [];
    await runStep(step("console.log('Compiling a'); console.log('noise')"), {
      log: (line) => lines.push(line),
    });
    expect(lines).toEqual(['Working …', '  Compiling a']);
  });

  it('fails with the end of its output', async () => {
    const failing = runStep(step("console.error('disk full'); process.exit(7)"), { log: () => undefined });
    await expect(failing).rejects.toMatchObject({
      code: 'step-failed',
      message: 'Working failed: exit code 7\n  disk full',
    });
  });

  it('is ended when it is given up', async () => {
    const signal = AbortSignal.timeout(200);
    const endless = runStep(step('setInterval(() => 0, 1e6)'), { log: () => undefined, signal });
    await expect(endless).rejects.toMatchObject({ code: 'step-failed' });
  });
});
