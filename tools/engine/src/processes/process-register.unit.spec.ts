import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { portableStart, processStart } from '@event-sourcing/tools-kit';
import { describe, expect, it } from '@jest/globals';
import { bystander } from '../../test/bystander';
import { temporaryFolders } from '../../test/folders';
import { endProcess, isEnded } from './end-process';
import { ProcessRegister } from './process-register';

const newFolder = temporaryFolders();

describe('a register of processes', () => {
  it('names those who are alive, until they are killed', async () => {
    const register = new ProcessRegister(newFolder());
    const first = await bystander();
    const second = await bystander();
    register.enter('service', first.pid);
    register.enter('engine', second.pid);
    await first.kill();
    expect(register.living().map(({ role }) => role)).toEqual(['engine']);
    await second.kill();
    expect(register.living()).toEqual([]);
  });

  it('takes a later process with the same id for another one', async () => {
    const folder = newFolder();
    const { pid, kill } = await bystander();
    mkdirSync(join(folder, 'processes'));
    const stale = { role: 'engine', pid, startedAt: 'another boot/4711' };
    writeFileSync(join(folder, 'processes', `engine-${pid}.json`), JSON.stringify(stale));
    expect(new ProcessRegister(folder).living()).toEqual([]);
    expect(isEnded(stale)).toBe(true);
    await endProcess(stale, 0);
    expect(processStart(pid)).toBeDefined();
    await kill();
  });

  it('forgets who leaves, and does not mind files that are no entries', () => {
    const folder = newFolder();
    const register = new ProcessRegister(folder);
    const me = register.enter('launcher', process.pid);
    if (me === undefined) throw new Error('This process is alive.');
    writeFileSync(join(folder, 'processes', 'half.json'), '{"role":"lau');
    expect(register.living()).toEqual([me]);
    register.leave(me);
    expect(register.living()).toEqual([]);
    expect(readdirSync(join(folder, 'processes'))).toEqual(['half.json']);
  });

  it('does not enter a process that has ended', async () => {
    const { pid, kill } = await bystander();
    await kill();
    expect(new ProcessRegister(newFolder()).enter('engine', pid)).toBeUndefined();
  });
});

describe('the start of a process', () => {
  it('is the same each time it is asked for, by ps as well', async () => {
    const { pid, kill } = await bystander();
    expect(processStart(pid)).toBe(processStart(pid));
    expect(portableStart(pid)).toBe(portableStart(pid));
    await kill();
    expect([processStart(pid), portableStart(pid)]).toEqual([undefined, undefined]);
  });
});

describe('ending a process', () => {
  it('is done by SIGTERM, if it listens', async () => {
    const { pid, child } = await bystander();
    await endProcess({ pid, startedAt: processStart(pid) ?? '' }, 5_000);
    expect(
      child.signalCode ?? (await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)))),
    ).toBe('SIGTERM');
  });

  it('is done by SIGKILL after the grace, if it does not', async () => {
    const { pid, child } = await bystander(true);
    await endProcess({ pid, startedAt: processStart(pid) ?? '' }, 300);
    expect(
      child.signalCode ?? (await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)))),
    ).toBe('SIGKILL');
  });
});
