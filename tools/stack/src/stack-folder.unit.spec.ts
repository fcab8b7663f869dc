import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '../test/folders';
import { isAlive } from '../test/launcher';
import { StackFolder } from './stack-folder';

const newFolder = temporaryFolders();

describe('the folder of a stack', () => {
  it('belongs to one stack at a time', async () => {
    const folder = new StackFolder(newFolder());
    const release = await folder.claim();
    await expect(new StackFolder(folder.path).claim()).rejects.toMatchObject({
      code: 'data-in-use',
      message: expect.stringContaining('--port-base'),
    });
    release();
    (await folder.claim())();
    expect(folder.owner()).toBeUndefined();
  });

  it('is none that holds what no stack made', async () => {
    const folder = new StackFolder(newFolder());
    writeFileSync(join(folder.path, 'thesis.tex'), '');
    await expect(folder.claim()).rejects.toMatchObject({ code: 'foreign-folder' });
    expect(folder.isOurs()).toBe(false);
  });

  it('is freed of what a killed stack left running, and of nothing else', async () => {
    const folder = new StackFolder(newFolder());
    const sleepers = [0, 1].map(() => spawn('sleep', ['600']));
    await Promise.all(sleepers.map((sleeper) => once(sleeper, 'spawn')));
    const [left, stranger] = sleepers.map(({ pid }) => pid ?? 0);
    if (left === undefined || stranger === undefined) throw new Error('There are two.');
    folder.register.enter('bank-command-1', left);
    const lines: string[] = [];
    await folder.endOrphans((line) => lines.push(line));
    expect([isAlive(left), isAlive(stranger)]).toEqual([false, true]);
    expect(lines).toEqual([expect.stringContaining(`bank-command-1 (process ${left})`)]);
    sleepers[1]?.kill();
  });
});
