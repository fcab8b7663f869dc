import { describe, expect, it } from '@jest/globals';
import type { RunningProcess } from './running-process';
import { Supervisor } from './supervisor';

const never = new Promise<never>(() => undefined);

/** A process whose runs are given: `ready` ones die when told to, others at once. */
const supervised = (runs: readonly ('ready' | 'dies')[]) => {
  const lines: string[] = [];
  const deaths: ((how: string) => void)[] = [];
  let started = 0;
  const start = async (): Promise<RunningProcess> => {
    const kind = runs[started++] ?? 'ready';
    if (kind === 'dies')
      return { ready: never, ended: Promise.resolve('exit code 3'), stop: async () => undefined };
    const { promise: ended, resolve } = Promise.withResolvers<string>();
    deaths.push(resolve);
    return { ready: Promise.resolve(), ended, stop: async () => resolve('stopped') };
  };
  const log = (line: string): number => lines.push(line);
  const supervisor = new Supervisor({
    name: 'bank-command-1',
    start,
    log,
    hint: 'See its log.',
    firstPauseMs: 1,
  });
  return { supervisor, lines, deaths, started: () => started };
};

const dies = (times: number): readonly 'dies'[] => Array.from({ length: times }, () => 'dies' as const);

describe('a supervisor', () => {
  it('starts again what died four times in a row before it was ready', async () => {
    const { supervisor, lines, started } = supervised(dies(4));
    supervisor.start();
    await supervisor.whenReady();
    expect(started()).toBe(5);
    expect(lines[0]).toBe('bank-command-1 died (exit code 3); starting it again in 0.001 s.');
    expect(lines.map((line) => line.replace(/.*again in/, ''))).toEqual([
      ' 0.001 s.',
      ' 0.002 s.',
      ' 0.004 s.',
      ' 0.008 s.',
    ]);
    await supervisor.stop();
  });

  it('gives up what died five times in a row before it was ready', async () => {
    const { supervisor, started } = supervised(dies(9));
    supervisor.start();
    await expect(supervisor.gaveUp).rejects.toMatchObject({
      code: 'gave-up',
      message:
        'bank-command-1 died 5 times in a row before it was ready, last with: exit code 3. See its log.',
    });
    expect(started()).toBe(5);
  });

  it('counts deaths anew after it was ready', async () => {
    const { supervisor, deaths, started } = supervised([...dies(4), 'ready', ...dies(4), 'ready']);
    supervisor.start();
    await supervisor.whenReady();
    deaths[0]?.('ended by SIGKILL');
    while (started() < 10) await new Promise(setImmediate);
    await supervisor.whenReady();
    expect(supervisor.isReady).toBe(true);
    await supervisor.stop();
    expect(started()).toBe(10);
  });

  it('gives up at once what cannot start at all', async () => {
    const start = async (): Promise<RunningProcess> => {
      throw new Error('no engine can be had');
    };
    const supervisor = new Supervisor({ name: 'The engine', start, log: () => undefined });
    supervisor.start();
    await expect(supervisor.gaveUp).rejects.toThrow('no engine can be had');
  });
});
