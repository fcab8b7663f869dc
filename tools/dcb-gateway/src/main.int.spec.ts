import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { event, GatewayClient } from './gateway.fixture';

let folder: string;
let gateway: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dcb-gateway-'));
});

afterAll(async () => {
  // In order even after a failure: it takes its engine with it.
  if (gateway?.exitCode === null) await stop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the tool as a person does, without an engine to use, and gives its address once it says it is ready. */
const start = async (): Promise<GatewayClient> => {
  const env = { ...process.env, MONGODB_URI: '' };
  const main = join(import.meta.dirname, 'main.ts');
  const args = ['--import', 'tsx', main, '--port', '0', '--data', join(folder, 'data')];
  gateway = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: gateway.stdout ?? process.stdin })) {
    const [, address] = /^Ready: (\S+)/.exec(line) ?? [];
    if (address !== undefined) return new GatewayClient(address);
  }
  throw new Error('The gateway ended before it was ready.');
};

const stop = async (): Promise<unknown> => {
  gateway?.kill('SIGTERM');
  const [code] = gateway ? await once(gateway, 'exit') : [undefined];
  return code;
};

describe('npm run dcb-gateway', () => {
  it('starts an engine of its own, ends in order, and goes on with its data', async () => {
    await (await start()).append([event('A', 'x'), event('B')]);
    expect(await stop()).toBe(0);
    const again = await start();
    expect(await again.append([event('C')], { failIfEventsMatch: { items: [{ tags: ['x'] }] } })).toBe(true);
    expect(await again.append([event('D')], { failIfEventsMatch: { items: [] }, after: 2 })).toBe(false);
    expect((await again.read()).map(({ type, position }) => [type, position])).toEqual([
      ['A', 1],
      ['B', 2],
      ['D', 3],
    ]);
    expect(await stop()).toBe(0);
  }, 120_000);
});
