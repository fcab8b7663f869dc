import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

interface Line {
  readonly msg: string;
  readonly level: string;
  readonly url?: string;
}

interface Run {
  readonly child: ChildProcess;
  readonly lines: Line[];
  readonly listening: Promise<string>;
  readonly exit: Promise<number | null>;
}

const runs: Run[] = [];
afterEach(() => {
  for (const { child } of runs.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

const run = (environment: Readonly<Record<string, string>>): Run => {
  const child = spawn(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', 'e2e/sample-main.ts'],
    {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { PATH: process.env.PATH, PORT: '0', SHUTDOWN_NOTICE_MS: '0', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: Line[] = [];
  const listening = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: Line = JSON.parse(text);
    lines.push(line);
    if (line.msg === 'listening') listening.resolve(line.url ?? '');
  });
  const exit = once(child, 'close').then(() => child.exitCode);
  const started: Run = { child, lines, listening: listening.promise, exit };
  runs.push(started);
  return started;
};

const MONGODB_URI = 'mongodb://127.0.0.1:1/sample';

describe('a service as a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s, with a request waiting', async (signal) => {
    const { child, listening, exit, lines } = run({ MONGODB_URI });
    const url = await listening;
    expect(lines.find(({ level }) => level === 'warn')?.msg).toContain('NO AUTHENTICATION');
    const waiting = fetch(`${url}/boxes/a?after=1000&timeout=30000`);
    await fetch(`${url}/boxes/a`);
    child.kill(signal);
    child.kill(signal);
    expect((await waiting).status).toBe(503);
    expect(await exit).toBe(0);
  });

  it('ends with 0 within ten seconds though a request has no end, whose client is told that nobody knows', async () => {
    const { child, listening, exit } = run({ MONGODB_URI });
    const url = await listening;
    const headers = { 'x-correlation-id': 'c 1' };
    const endless = fetch(`${url}/gate`, { method: 'POST', headers });
    await fetch(`${url}/boxes/a`);
    const signalled = performance.now();
    child.kill('SIGTERM');
    const answer = await endless;
    expect([answer.status, answer.headers.get('connection')]).toEqual([503, 'close']);
    expect(answer.headers.get('x-correlation-id')).toBe('c 1');
    expect(await answer.json()).toMatchObject({ code: 'outcome-unknown', instance: '/gate' });
    expect(await exit).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(10_000);
  });

  it('serves while nobody reads what it logs, and ends with 0 all the same', async () => {
    const { child, listening, exit, lines } = run({ MONGODB_URI });
    const url = await listening;
    child.stdout?.pause();
    const path = `/boxes/${'a'.repeat(400)}`;
    // More than a pipe holds.
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}${path}`)));
    }
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    child.stdout?.resume();
    await exit;
    expect(lines.length).toBeLessThan(1_000);
  });

  it('says every fault of its environment, and ends with 1', async () => {
    const { exit, lines } = run({ PORT: '65536', ALLOW_ANONYMOUS: 'yes' });
    expect(await exit).toBe(1);
    const [{ msg } = { msg: '' }] = lines;
    expect(msg).toMatch(/PORT must be a port/);
    expect(msg).toMatch(/ALLOW_ANONYMOUS must be true or false/);
    expect(msg).toMatch(/MONGODB_URI is missing/);
  });

  it('does not open itself to the world unasked', async () => {
    const { exit, lines } = run({ MONGODB_URI, HOST: '0.0.0.0' });
    expect(await exit).toBe(1);
    expect(lines[0]?.msg).toMatch(/HOST 0\.0\.0\.0 can be reached from outside.*ALLOW_ANONYMOUS=true/);
  });

  it('opens itself when asked, and says so', async () => {
    const { child, listening, exit, lines } = run({ MONGODB_URI, HOST: '0.0.0.0', ALLOW_ANONYMOUS: 'true' });
    await listening;
    expect(lines.some(({ msg }) => msg.includes('everyone who reaches'))).toBe(true);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  it('ends with 1 when its port is taken', async () => {
    const first = run({ MONGODB_URI });
    const { port } = new URL(await first.listening);
    const second = run({ MONGODB_URI, PORT: port });
    expect(await second.exit).toBe(1);
    expect(second.lines.at(-1)).toMatchObject({ level: 'fatal', msg: 'could not start' });
  });
});
