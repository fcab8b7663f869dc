import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { temporaryFolders } from '../test/folders';
import { freePortBase, isAlive, pids, Script, until } from '../test/launcher';
import { writeStubs } from '../test/stub-services';

const newFolder = temporaryFolders();
const distDir = newFolder();
writeStubs(distDir);

let scripts: Script[] = [];
const run = (script: 'start' | 'reset', args: readonly string[], dist = distDir): Script => {
  const started = new Script(script, args, { STACK_DIST_DIR: dist });
  scripts.push(started);
  return started;
};

afterEach(async () => {
  await Promise.all(scripts.map(async ({ child, exited }) => child.kill('SIGTERM') && exited));
  scripts = [];
});

const start = (dataDir: string, portBase: number, ...more: readonly string[]): Script =>
  run('start', ['--data', dataDir, '--port-base', String(portBase), ...more]);

const started = async (dataDir: string, portBase: number, ...more: readonly string[]): Promise<Script> => {
  const stack = start(dataDir, portBase, ...more);
  await stack.untilSaid('Ctrl-C stops everything.');
  return stack;
};

const pidOf = (dataDir: string, role: string): number => pids(dataDir).get(role) ?? 0;

const envOf = async (port: number): Promise<NodeJS.ProcessEnv> => {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  const { env } = (await response.json()) as { readonly env: NodeJS.ProcessEnv };
  return env;
};

const withCoins = async (
  uri: string | undefined,
  work: (client: MongoClient) => Promise<unknown>,
): Promise<unknown> => {
  const client = new MongoClient(uri ?? '');
  try {
    return await work(client);
  } finally {
    await client.close();
  }
};

describe('npm start', () => {
  it('runs every copy of every service where it says, and SIGTERM leaves nothing running', async () => {
    const dataDir = newFolder();
    const base = await freePortBase(2);
    const stack = await started(dataDir, base, '--instances', '2');
    expect(stack.output).toContain(`http://127.0.0.1:${base + 13}/openapi.json`);
    expect(await envOf(base + 11)).toMatchObject({
      INSTANCE: 'bank-command-2',
      MESSAGES_COMMAND_URL: `http://127.0.0.1:${base + 2}`,
      METRICS_PORT: String(base + 16),
    });
    expect(stack.output).toContain(`Console: http://127.0.0.1:${base}\n`);
    expect(await envOf(base)).toMatchObject({
      MESSAGES_QUERY_URLS: `http://127.0.0.1:${base + 3},http://127.0.0.1:${base + 13}`,
      BANK_COMMAND_METRICS_URLS: `http://127.0.0.1:${base + 6},http://127.0.0.1:${base + 16}`,
    });
    const all = [...pids(dataDir).values()];
    expect(all.length).toBe(9);
    expect(await stack.end('SIGTERM')).toBe(0);
    expect(all.filter(isAlive)).toEqual([]);
    expect(readFileSync(join(dataDir, 'logs', 'messages-query-2.log'), 'utf8')).toContain(
      'messages-query-2 started',
    );
  });

  it('is refused on data in use, and on ports of others, with what to do', async () => {
    const [dataDir, otherDir] = [newFolder(), newFolder()];
    const base = await freePortBase();
    const stack = await started(dataDir, base);
    const second = start(dataDir, await freePortBase());
    expect(await second.exited).toBe(1);
    expect(second.output).toContain(`in use by another stack (process ${stack.child.pid})`);
    const server = createServer().listen(await freePortBase(), '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const third = start(otherDir, taken - 2);
    expect(await third.exited).toBe(1);
    expect(third.output).toContain(`port ${taken} (messages-command-1)`);
    expect(third.output).toContain('--port-base');
    server.close();
  });

  it('goes on where it stopped after everything was killed at once', async () => {
    const dataDir = newFolder();
    const base = await freePortBase();
    const first = await started(dataDir, base);
    const { MONGODB_URI: uri } = await envOf(base + 1);
    await withCoins(uri, (client) => client.db('purse').collection('coins').insertOne({ cents: 5 }));
    for (const pid of pids(dataDir).values()) process.kill(pid, 'SIGKILL');
    await first.exited;
    await started(dataDir, base);
    const { MONGODB_URI: again } = await envOf(base + 1);
    expect(await withCoins(again, (client) => client.db('purse').collection('coins').countDocuments())).toBe(
      1,
    );
  });

  it('ends what is left running when only the launcher was killed, and goes on', async () => {
    const dataDir = newFolder();
    const base = await freePortBase();
    const first = await started(dataDir, base);
    const orphans = [...pids(dataDir)].filter(([role]) => role !== 'launcher').map(([, pid]) => pid);
    await first.end('SIGKILL');
    expect(orphans.map(isAlive)).toEqual([true, true, true, true, true]);
    const second = await started(dataDir, base);
    expect(second.output).toContain('Ending engine');
    expect(orphans.filter(isAlive)).toEqual([]);
  });

  it('says that a service or the engine died and starts it again, at the same address', async () => {
    const dataDir = newFolder();
    const base = await freePortBase();
    const stack = await started(dataDir, base);
    const { MONGODB_URI: uri } = await envOf(base + 1);
    const [service, engine] = [pidOf(dataDir, 'messages-query-1'), pidOf(dataDir, 'engine')];
    process.kill(service, 'SIGKILL');
    process.kill(engine, 'SIGKILL');
    await stack.untilSaid(/messages-query-1 died \(ended by SIGKILL\)/);
    await stack.untilSaid(/The engine died \(ended by SIGKILL\)/);
    await until('the service answers', () =>
      fetch(`http://127.0.0.1:${base + 3}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    expect((await envOf(base + 3)).MONGODB_URI).toBe(uri);
    await withCoins(uri, (client) => client.db('purse').collection('coins').insertOne({ cents: 1 }));
    expect(await stack.end('SIGINT')).toBe(0);
  });

  it('ends everything when a service dies five times before it is ready', async () => {
    const dist = newFolder();
    writeStubs(dist, { 'messages-query': 'dies' });
    const dataDir = newFolder();
    const stack = run('start', ['--data', dataDir, '--port-base', String(await freePortBase())], dist);
    await stack.untilSaid('messages-query-1 died');
    const all = pids(dataDir);
    expect(await stack.exited).toBe(1);
    expect(stack.output).toContain('messages-query-1 | no luck');
    expect(stack.output).toContain('died 5 times in a row before it was ready, last with: exit code 3');
    expect([...all.values()].filter(isAlive)).toEqual([]);
  });
});

describe('npm run reset', () => {
  it('removes the data when it is confirmed, and not otherwise', async () => {
    const dataDir = newFolder();
    await (await started(dataDir, await freePortBase())).end('SIGTERM');
    const asked = run('reset', ['--data', dataDir]);
    asked.child.stdin?.end('n\n');
    expect(await asked.exited).toBe(0);
    expect(asked.output).toContain('Nothing was removed.');
    expect(existsSync(dataDir)).toBe(true);
    expect(await run('reset', ['--data', dataDir, '--yes']).exited).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('is refused on data in use, and on folders that no stack made', async () => {
    const dataDir = newFolder();
    await started(dataDir, await freePortBase());
    const inUse = run('reset', ['--data', dataDir, '--yes']);
    expect(await inUse.exited).toBe(1);
    expect(inUse.output).toContain('Stop it first.');
    const foreign = join(newFolder(), 'home');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'letter.txt'), '');
    expect(await run('reset', ['--data', foreign, '--yes']).exited).toBe(1);
    expect(existsSync(join(foreign, 'letter.txt'))).toBe(true);
  });
});
